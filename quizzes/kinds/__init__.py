"""The kinds of question: one module and one template each."""

from quizzes.kinds.claimcheck import ClaimCheck
from quizzes.kinds.entry import SpecError
from quizzes.kinds.essay import Essay
from quizzes.kinds.kind import Answer, AnswerForm, Kind, Outcome, Part, verdict
from quizzes.kinds.matching import Matching
from quizzes.kinds.multiple import Multiple
from quizzes.kinds.numeric import Numeric
from quizzes.kinds.ordering import Ordering
from quizzes.kinds.short import Short
from quizzes.kinds.single import Single
from quizzes.kinds.truefalse import TrueFalse

KINDS: dict[str, type[Kind]] = {
    kind.name: kind for kind in (Single, Multiple, TrueFalse, Short, Numeric, Ordering, Matching, ClaimCheck, Essay)
}

BY_HAND = ("essay", "rewrite", "steelman")
KEYLESS = ("essay", "rewrite", "steelman", "survey")
UNSCORED = ("survey",)

__all__ = [
    "BY_HAND",
    "KEYLESS",
    "KINDS",
    "UNSCORED",
    "Answer",
    "AnswerForm",
    "Kind",
    "Outcome",
    "Part",
    "SpecError",
    "verdict",
]
