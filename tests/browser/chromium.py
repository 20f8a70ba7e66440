"""Find a Chromium for the browser tests, and install one when there is none.

    python tests/browser/chromium.py

CHROMIUM names one; else the first on the PATH is taken; else the one Playwright has downloaded.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
ON_A_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")

# What tests never need: the sandbox (root has none), the graphics card, and every talk with its maker's hosts.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]

NONE = """\
There is no Chromium for the browser tests, and none could be installed. Do one of these and run it again:
  Debian:  sudo apt-get install chromium
  macOS:   brew install --cask google-chrome
  anywhere: CHROMIUM=/path/to/chromium make test"""


def find() -> str | None:
    """The path of a Chromium, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    on_the_path = next((found for name in NAMES if (found := shutil.which(name))), None)
    return on_the_path or (str(ON_A_MAC) if ON_A_MAC.exists() else _playwrights_own())


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Install a Chromium by the first way that works here."""
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    ways = [[[sys.executable, "-m", "playwright", "install", "chromium"]]]
    if _is_debian():
        quiet = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        ways.insert(0, [[*quiet, "update"], [*quiet, "install", "-y", "--no-install-recommends", "chromium"]])
    for way in ways:
        if all(_succeeds(command) for command in way) and find():
            return
    sys.exit(NONE)


def _is_debian() -> bool:
    """Debian itself: Ubuntu's package of this name only fetches a snap."""
    release = Path("/etc/os-release")
    return release.exists() and "ID=debian" in release.read_text().splitlines()


def _succeeds(command: list[str]) -> bool:
    print("$", *command, flush=True)
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL).returncode == 0
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    if not find():
        install()
    print("Chromium:", find())
