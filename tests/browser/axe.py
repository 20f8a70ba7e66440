"""What axe, the accessibility checker, finds on a page: https://github.com/dequelabs/axe-core; and what sticks out."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Without preloading: axe would put style sheets inline, which the content security policy refuses.
OPTIONS = {"resultTypes": ["violations"], "preload": False}

HEIGHTS = {375: 812, 1280: 900}
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def complaints(page: Page) -> list[str]:
    """One line per place, with the rule it breaks."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{page.url}: {rule['help']}: {place['html'][:160]}" for rule in found for place in rule["nodes"]]


def look(page: Page) -> list[str]:
    """What is wrong with the page in one of its four looks."""
    wrong = []
    for width, height in HEIGHTS.items():
        page.set_viewport_size({"width": width, "height": height})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            wrong += [f"{width} {theme} {complaint}" for complaint in complaints(page)]
        if page.evaluate(SIDEWAYS):
            wrong.append(f"{width} {page.url}: sticks out sideways")
    return wrong
