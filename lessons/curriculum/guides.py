"""What a teacher's page may hold: the steps of a lesson in class, and what to know beforehand. Pure."""

from lessons.curriculum.entries import Entry
from lessons.curriculum.faults import Faults
from lessons.curriculum.parts import Manuscript
from lessons.curriculum.records import known
from lessons.curriculum.shapes import Shape, entries, one_of, text, texts, up_to, whole_number

STEPS = ("warm-up", "task", "exit-check")
GUIDE = Shape(
    "guide",
    required={
        "lesson": text,
        "minutes": whole_number,
        "steps": entries,
        "misconception": text,
        "vocabulary": texts,
        "without_devices": text,
    },
    optional={"care": text},
)
STEP = Shape("step", required={"kind": one_of(*STEPS), "title": up_to(80), "minutes": whole_number, "text": text})


def check_guide(guide: Entry, course: Manuscript, faults: Faults) -> None:
    """A guide belongs to a lesson, has a step of each kind, and takes as long as its steps."""
    known(guide, "lesson", course.lessons, "lesson", faults)
    fitting = [step for step in guide["steps"] if STEP.fits(step, faults)]
    if len(fitting) < len(guide["steps"]):
        return
    for kind in STEPS:
        if kind not in {step["kind"] for step in fitting}:
            faults.error(guide.path, guide.line_of("steps"), f"The guide to lesson {guide['lesson']} has no {kind}.")
    if guide["minutes"] != (together := sum(step["minutes"] for step in fitting)):
        message = f"The steps take {together} minutes together, not {guide['minutes']}."
        faults.error(guide.path, guide.line_of("minutes"), message)
