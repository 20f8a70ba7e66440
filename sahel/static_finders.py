"""Serves the one file of Bootstrap that Sahel uses, out of a package that ships all of them."""

from collections.abc import Iterator
from pathlib import Path

from bootstrap_wrapper import get_bootstrap_dir
from django.contrib.staticfiles.finders import BaseFinder, searched_locations
from django.core.files.storage import FileSystemStorage

# The source map comes along: the style sheet names it, and hashed storage refuses a name without a file.
FILES = ("bootstrap/css/bootstrap.min.css", "bootstrap/css/bootstrap.min.css.map")


class BootstrapFinder(BaseFinder):
    """Finds Bootstrap's minified style sheet under `bootstrap/css/`."""

    def __init__(self, app_names: list[str] | None = None, *args: object, **kwargs: object) -> None:
        self.root = Path(get_bootstrap_dir()).parent
        self.storage = FileSystemStorage(location=self.root)

    def check(self, **kwargs: object) -> list:
        """Nothing to configure, so nothing to check."""
        return []

    def find(self, path: str, find_all: bool = False) -> str | list[str]:
        """The file's place on disk, or nothing."""
        if self.root not in searched_locations:
            searched_locations.append(self.root)
        found = [str(self.root / path)] if path in FILES else []
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns: list[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """The files that collectstatic copies."""
        for path in FILES:
            yield path, self.storage
