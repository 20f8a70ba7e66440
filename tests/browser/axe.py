"""What axe, the accessibility checker, finds on a page: https://github.com/dequelabs/axe-core."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Without preloading: axe would put style sheets inline, which the content security policy refuses.
OPTIONS = {"resultTypes": ["violations"], "preload": False}


def complaints(page: Page) -> list[str]:
    """One line per place, with the rule it breaks."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{page.url}: {rule['help']}: {place['html'][:160]}" for rule in found for place in rule["nodes"]]
