"""Files to entries: YAML and front matter that remember their lines."""

from pathlib import Path

import yaml

from lessons.curriculum.entries import Entries, Entry
from lessons.curriculum.faults import Faults

FENCE = "---"


class _LineLoader(yaml.SafeLoader):
    """YAML's safe loader, with mappings and lists that know where they stand."""

    def __init__(self, text: str, path: str, first_line: int, faults: Faults) -> None:
        super().__init__(text)
        self.path = path
        self.first_line = first_line
        self.faults = faults

    def line_of(self, node: yaml.Node) -> int:
        return node.start_mark.line + self.first_line

    def entry(self, node: yaml.MappingNode) -> Entry:
        entry = Entry(self.path, self.line_of(node))
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in entry:
                self.faults.error(self.path, self.line_of(key_node), f'"{key}" stands here twice.')
            entry[key] = self.construct_object(value_node, deep=True)
            entry.lines[key] = self.line_of(key_node)
        return entry

    def entries(self, node: yaml.SequenceNode) -> Entries:
        entries = Entries(self.path, self.line_of(node))
        for item in node.value:
            entries.append(self.construct_object(item, deep=True))
            entries.lines.append(self.line_of(item))
        return entries


_LineLoader.add_constructor("tag:yaml.org,2002:map", _LineLoader.entry)
_LineLoader.add_constructor("tag:yaml.org,2002:seq", _LineLoader.entries)


def read_yaml(text: str, path: str, faults: Faults, *, first_line: int = 1) -> object:
    """What the YAML says; None, with a fault noted, when it says nothing that can be read."""
    try:
        return _LineLoader(text, path, first_line, faults).get_single_data()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.error(path, (mark.line if mark else 0) + first_line, f"This is not YAML: {error.problem}.")
    except (yaml.YAMLError, ValueError) as error:
        faults.error(path, first_line, f"This is not YAML: {error}.")
    return None


def read_text(file: Path, path: str, faults: Faults) -> str:
    """The file's text with plain line ends; nothing, with a fault noted, when it is not UTF-8."""
    try:
        return file.read_text(encoding="utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        faults.error(path, 1, "This file is not UTF-8 text.")
        return ""


def split_front_matter(text: str, path: str, faults: Faults) -> tuple[Entry | None, str, int]:
    """A lesson file's front matter, its body, and the line on which the body starts."""
    lines = text.split("\n")
    if lines[0].strip() != FENCE or FENCE not in (line.strip() for line in lines[1:]):
        faults.error(path, 1, "A lesson starts with its front matter between two lines of three hyphens.")
        return None, text, 1
    end = next(number for number, line in enumerate(lines[1:], start=1) if line.strip() == FENCE)
    front = read_yaml("\n".join(lines[1:end]), path, faults, first_line=2)
    if front is not None and not isinstance(front, Entry):
        faults.error(path, 2, "The front matter has keys with values.")
    return front if isinstance(front, Entry) else None, "\n".join(lines[end + 1 :]), end + 2
