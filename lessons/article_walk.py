"""The walk through the article: its paragraphs, their claims, and what the reader has judged so far."""

from dataclasses import dataclass, field

from accounts.models import User
from lessons.models import Claim, Judgement, Paragraph


@dataclass(frozen=True)
class Line:
    """A claim in its paragraph. Its ledger is open when the reader has judged it, or has nothing to judge."""

    claim: Claim
    judged: str
    is_open: bool

    @property
    def judged_label(self) -> str:
        """What the reader said, in words."""
        return str(Claim.Status(self.judged).label) if self.judged else ""

    @property
    def is_same(self) -> bool:
        """Whether the reader said what the ledger says."""
        return self.judged == self.claim.status


@dataclass
class Passage:
    """A paragraph with those of its claims that are shown."""

    paragraph: Paragraph
    lines: list[Line] = field(default_factory=list)


@dataclass
class Walk:
    """The whole article for one reader. `judges` is False for strangers, who have nowhere to keep a judgement."""

    passages: list[Passage]
    judges: bool
    judged: int
    same: int
    counts: dict[str, int]
    total: int


def walk(reader: User, *, module_slug: str = "", status: str = "") -> Walk:
    """The walk, narrowed to a module and to a status: three queries.

    Whoever judges first is told the status of judged claims only: so a narrowing by status shows nothing else.
    """
    judges = reader.is_authenticated
    judgements = dict(Judgement.objects.filter(person=reader).values_list("claim_id", "status")) if judges else {}
    lines = [
        Line(claim, judgements.get(claim.pk, ""), is_open=not judges or claim.pk in judgements)
        for claim in Claim.objects.with_tally().select_related("lesson__module")
        if not module_slug or claim.lesson.module.slug == module_slug
    ]
    passages = {paragraph.code: Passage(paragraph) for paragraph in Paragraph.objects.all()}
    counts: dict[str, int] = {}
    for line in lines:
        if line.is_open:
            counts[line.claim.status] = counts.get(line.claim.status, 0) + 1
        if line.claim.paragraph in passages and (not status or (line.is_open and line.claim.status == status)):
            passages[line.claim.paragraph].lines.append(line)
    narrowed = bool(module_slug or status)
    judged = [line for line in lines if line.judged]
    return Walk(
        passages=[passage for passage in passages.values() if passage.lines or not narrowed],
        judges=judges,
        judged=len(judged),
        same=sum(line.is_same for line in judged),
        counts=counts,
        total=len(lines),
    )


def line_of(claim_code: str, reader: User) -> Line | None:
    """One claim as the walk shows it to this reader."""
    claim = Claim.objects.with_tally().filter(code=claim_code).first()
    if claim is None:
        return None
    given = Judgement.objects.filter(person=reader, claim=claim).first()
    return Line(claim, given.status if given else "", is_open=bool(given))
