"""The kinds of question: one module and one template each."""

from quizzes.kinds.claimcheck import ClaimCheck
from quizzes.kinds.cloze import Cloze
from quizzes.kinds.entry import SpecError
from quizzes.kinds.essay import Essay
from quizzes.kinds.kind import Answer, AnswerForm, Kind, Outcome, Part, verdict
from quizzes.kinds.matching import Matching
from quizzes.kinds.multiple import Multiple
from quizzes.kinds.numeric import Numeric
from quizzes.kinds.ordering import Ordering
from quizzes.kinds.pairing import Pairing
from quizzes.kinds.panel import Panel
from quizzes.kinds.prose import Prose
from quizzes.kinds.rewrite import Rewrite
from quizzes.kinds.short import Short
from quizzes.kinds.single import Single
from quizzes.kinds.sort import Sort
from quizzes.kinds.steelman import Steelman
from quizzes.kinds.survey import Survey
from quizzes.kinds.truefalse import TrueFalse
from quizzes.kinds.whosays import WhoSays

KINDS: dict[str, type[Kind]] = {
    kind.name: kind
    for kind in (
        Single,
        Multiple,
        TrueFalse,
        Short,
        Cloze,
        Numeric,
        Ordering,
        Matching,
        Sort,
        WhoSays,
        ClaimCheck,
        Panel,
        Essay,
        Steelman,
        Rewrite,
        Survey,
    )
}

BY_HAND = sorted(name for name, kind in KINDS.items() if kind.is_by_hand)
KEYLESS = sorted(name for name, kind in KINDS.items() if not kind.has_key)
UNSCORED = sorted(name for name, kind in KINDS.items() if not kind.is_scored)

__all__ = [
    "BY_HAND",
    "KEYLESS",
    "KINDS",
    "UNSCORED",
    "Answer",
    "AnswerForm",
    "ClaimCheck",
    "Cloze",
    "Kind",
    "Multiple",
    "Ordering",
    "Outcome",
    "Pairing",
    "Panel",
    "Part",
    "Prose",
    "Single",
    "SpecError",
    "Survey",
    "TrueFalse",
    "verdict",
]
