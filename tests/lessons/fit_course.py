"""A small course in which `check_curriculum` finds nothing to mend, and which a test may spoil.

Its lessons are long enough because of their prose, which nobody needs to read: it is made up of a few plain words.
"""

import shutil
from pathlib import Path
from random import Random

FIT = Path(__file__).parent / "fit"
WORDS = "the sand was cold and no rain had come from far in long years but men held on with what they could find"


def prose(lesson: str, words: int = 950) -> str:
    """So many plain words in sentences of ten; each lesson has words of its own."""
    random, plain = Random(lesson), WORDS.split()
    said = [random.choice(plain) for _ in range(words)]
    sentences = [" ".join(said[start : start + 10]) + "." for start in range(0, words, 10)]
    return "\n\n".join(" ".join(sentences[start : start + 5]) for start in range(0, len(sentences), 5))


def write_fit_course(folder: Path) -> Path:
    """A copy of the course in this folder, with the prose of its lessons."""
    shutil.copytree(FIT, folder)
    for lesson in folder.rglob("*.md"):
        lesson.write_text(lesson.read_text().replace("(prose)", prose(lesson.name)))
    return folder
