"""Questions of every kind with a key, and answers to them, as hypothesis makes them up."""

from hypothesis import strategies as st

from quizzes.kinds import KINDS

IDS = "abcdefg"
STEPS = ["-2", "-1", "0", "1", "2"]
WORDS = st.text("abcdefghijklmnop", min_size=1, max_size=6)
ids = st.integers(2, len(IDS)).map(lambda n: list(IDS[:n]))


def some_of(values, **kwargs):
    """A list of some of the values, each once, in any order."""
    return st.lists(st.sampled_from(sorted(values)), unique=True, **kwargs)


@st.composite
def options(draw):
    offered = draw(ids)
    right = draw(some_of(offered, min_size=1))
    return [{"id": one, "text": f"Option {one}", "right": one in right} for one in offered]


@st.composite
def single(draw):
    return {"options": draw(options())}


@st.composite
def claimcheck(draw):
    answer = draw(st.sampled_from(["documented", "inaccurate"]))
    return {"statement": "It was so.", "answer": answer, "statuses": {}, "evidence": draw(options())}


@st.composite
def truefalse(draw):
    return {"answer": draw(st.booleans())}


@st.composite
def short(draw):
    return {"accepted": draw(st.lists(WORDS, min_size=1, max_size=3))}


@st.composite
def numeric(draw):
    return {"answer": draw(st.integers(-3000, 3000)), "tolerance": draw(st.integers(0, 20))}


@st.composite
def ordering(draw):
    names = draw(ids)
    ranks = [draw(st.integers(1, 4)) for _ in names]
    ranks[0] = 0  # not all are equal
    return {"items": [{"id": one, "text": one, "rank": rank} for one, rank in zip(names, ranks, strict=True)]}


@st.composite
def matching(draw):
    pairs = [{"id": one, "left": one, "right": draw(st.sampled_from("xyz"))} for one in draw(ids)]
    return {"pairs": pairs, "extra": ["left over"]}


@st.composite
def whosays(draw):
    said = [{"id": one, "text": one, "speaker": draw(st.sampled_from("xyz"))} for one in draw(ids)]
    return {"statements": said, "extra": ["somebody else"]}


@st.composite
def sort(draw):
    cards = [{"id": one, "text": one, "bin": draw(st.sampled_from("sn"))} for one in ["h", *draw(ids)]]
    return {"bins": [{"id": "s", "text": "For"}, {"id": "n", "text": "Neither"}], "cards": cards}


@st.composite
def cloze(draw):
    gaps = []
    for one in draw(ids):
        gap = {"id": one, "accepted": [draw(WORDS)], "points": draw(st.integers(1, 3))}
        gaps.append(gap | ({"choices": [*gap["accepted"], "wrong"]} if draw(st.booleans()) else {}))
    order = draw(st.permutations([gap["id"] for gap in gaps]))
    return {"text": " and ".join(f"[[{one}]]" for one in order), "gaps": gaps}


@st.composite
def panel(draw):
    votes = draw(st.lists(st.integers(-2, 2), min_size=3, max_size=9))
    return {"statement": "So", "information": "New", "panel": [{"vote": vote, "reason": "Because"} for vote in votes]}


SPECS = {
    "single": single(),
    "multiple": single(),
    "truefalse": truefalse(),
    "short": short(),
    "cloze": cloze(),
    "numeric": numeric(),
    "ordering": ordering(),
    "matching": matching(),
    "sort": sort(),
    "whosays": whosays(),
    "claimcheck": claimcheck(),
    "panel": panel(),
}


def questions(*kinds):
    """A question of one of these kinds, of any that has a key when none is named."""
    return st.sampled_from(kinds or sorted(SPECS)).flatmap(lambda kind: SPECS[kind].map(KINDS[kind].read))


def answers(question):
    """Any answer that its form could send."""
    match question.name:
        case "single" | "multiple":
            offered = [option.id for option in question.options]
            return st.sampled_from(offered) if question.name == "single" else some_of(offered)
        case "truefalse":
            return st.sampled_from(["true", "false"])
        case "short":
            return WORDS
        case "numeric":
            return st.integers(-3100, 3100).map(str)
        case "ordering":
            places = st.integers(1, len(question.items))
            return st.dictionaries(st.sampled_from([item.id for item in question.items]), places)
        case "cloze":
            filled = {gap.id: st.sampled_from([gap.right, "wrong"]) for gap in question.gaps}
            return st.fixed_dictionaries({}, optional=filled)
        case "claimcheck":
            status = st.sampled_from(["", "documented", "contested", "inaccurate"])
            return st.fixed_dictionaries({"status": status, "evidence": some_of([one.id for one in question.evidence])})
        case "panel":
            return st.sampled_from(STEPS)
    partners = st.sampled_from(question.partners)
    return st.dictionaries(st.sampled_from([row.id for row in question.rows]), partners)


def key(question):
    """The answer that the question's key asks for."""
    match question.name:
        case "single":
            return next(option.id for option in question.options if option.right)
        case "multiple":
            return [option.id for option in question.options if option.right]
        case "truefalse" | "numeric":
            return str(question.answer)
        case "short":
            return question.accepted[-1]
        case "ordering":
            ranked = sorted(question.items, key=lambda item: item.rank)
            return {item.id: place for place, item in enumerate(ranked, 1)}
        case "cloze":
            return {gap.id: gap.accepted[-1] for gap in question.gaps}
        case "claimcheck":
            evidence = [option.id for option in question.evidence if option.right]
            return {"status": question.answer, "evidence": evidence}
        case "panel":
            votes = [position.vote for position in question.panel]
            return str(max(votes, key=votes.count))
    return {row.id: row.partner for row in question.rows}


def earned(question, answer):
    """What the answer earns, as it would after it was saved."""
    return question.grade(question.normalise(answer)).fraction


@st.composite
def answered(draw, *kinds):
    """A question and an answer to it."""
    question = draw(questions(*kinds))
    return question, draw(answers(question))
