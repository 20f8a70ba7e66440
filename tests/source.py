"""Sahel's own source as the house-rule tests read it: its files by kind, Python as trees and chains of names."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
FLOORS = {"sahel": 0, "accounts": 1, "classrooms": 2, "lessons": 3, "quizzes": 4, "discussions": 4, "gradebook": 5}


@dataclass(frozen=True)
class Source:
    """One Python file: where it lies, its text and its tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def app(self) -> str:
        """The app, or "tests"."""
        return self.path.parts[0]

    @property
    def is_view_or_form(self) -> bool:
        """Whether it belongs to the part that answers requests."""
        return any(part in {"views", "forms"} for part in (*self.path.parts[:-1], self.path.stem))

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

    def imports(self) -> Iterator[str]:
        """The dotted name of every module it imports."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module

    def chains(self) -> Iterator[list[str]]:
        """What is asked of each name, in order: `Post.objects.pending().first()` is Post, objects, pending, first."""
        links = {id(node.value) for node in ast.walk(self.tree) if isinstance(node, ast.Attribute)}
        called = {id(node.func): node for node in ast.walk(self.tree) if isinstance(node, ast.Call)}
        for node in ast.walk(self.tree):
            outermost = called.get(id(node), node)
            if isinstance(node, ast.Attribute) and id(outermost) not in links:
                yield _chain(node)


def _chain(node: ast.expr) -> list[str]:
    names: list[str] = []
    while isinstance(node, ast.Attribute | ast.Call):
        if isinstance(node, ast.Attribute):
            names.append(node.attr)
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return [node.id if isinstance(node, ast.Name) else "", *reversed(names)]


@cache
def python() -> list[Source]:
    """Every Python file of ours but the migrations."""
    files = [path for path in _files("*.py") if "migrations" not in path.parts]
    texts = {path: (ROOT / path).read_text() for path in files}
    return [Source(path, text, ast.parse(text)) for path, text in texts.items()]


def apps() -> list[Source]:
    """The Python files of the apps, without tests and the files beside them."""
    return [source for source in python() if source.app in FLOORS]


def texts(pattern: str) -> dict[Path, str]:
    """The text of every file of ours that matches."""
    return {path: (ROOT / path).read_text() for path in _files(pattern)}


def _files(pattern: str) -> list[Path]:
    """What git knows or would take in; never what it ignores."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", pattern]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted(path for path in {Path(line) for line in listed.splitlines()} if (ROOT / path).exists())
