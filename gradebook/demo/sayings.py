"""What people in the demo class say, and what a moderator made of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """One post: by whom, what, resting on which claim or source, and what a moderator made of it.

    `outcome` is "" while it waits; "return" and "remove" name the norm by its position. `answers` is the number of the
    post it replies to, `steelman` that post's view as its author would put it. `again` is the text it was revised to.
    """

    who: str
    kind: str
    text: str
    claim: str = ""
    source: str = ""
    locator: str = ""
    outcome: str = "publish"
    norm: int = 0
    message: str = ""
    quote: str = ""
    answers: int | None = None
    steelman: str = ""
    again: str = ""


POSTS = [
    Said(
        "moussa",
        "claim",
        "A list that leaves out Germany changes the story. With five names you see that a NATO member held back. "
        "With two you see East against West.",
        claim="C14",
        source="REU73",
        locator="last paragraphs",
    ),
    Said(
        "ines",
        "steelman",
        "A reporter has one line. The two permanent members are the ones who could have stopped the text with a "
        "single hand, so they are the two names that a reader needs first.",
        source="T73",
        locator="para. 4",
        answers=0,
    ),
    Said(
        "oumar",
        "question",
        "Would we say the same if the article had named only Germany and India? I try to swap the names to see "
        "whether I am angry about the shortening or about the picture it paints.",
        claim="C14",
    ),
    Said(
        "lea",
        "concession",
        "I had not thought of the veto. Then a fair short version could say: with Russia and China among those who "
        "abstained. That costs two words.",
        claim="C14",
        answers=1,
        outcome="",
    ),
    Said(
        "awa",
        "evidence",
        "The Council was split, and everyone knows the Germans only wanted oil contracts, so it is not strange that "
        "the article does not name them.",
        outcome="return",
        norm=2,
        message="Where did you read that about oil contracts? If it is a guess, say so. Lesson 1.1 has a source on "
        "why states abstained.",
        quote="everyone knows the Germans only wanted oil contracts",
    ),
    Said(
        "salif",
        "claim",
        "The article is not false here. It is lazy. Those are different faults and I would mark them differently.",
        outcome="return",
        norm=3,
        message="Lazy is a judgement about the writer. What in the text shows it?",
        again="The article is not false here. It leaves out three names although its own link lists all five, so I "
        "would call the list incomplete and mark it down for that alone.",
    ),
    Said(
        "fatou",
        "claim",
        "Whoever believes this article is a fool and Salif believes everything he reads.",
        outcome="remove",
        norm=5,
        message="This is about Salif and not about what he wrote. I have taken it out; you can write a new post "
        "about the list itself.",
        quote="Salif believes everything he reads",
    ),
    Said(
        "mariam",
        "evidence",
        "The news agency report of that night gives all five names in one sentence. So the space was there.",
        source="REU73",
        locator="report of 18 March 2011",
        outcome="",
    ),
    Said(
        "oumar",
        "synthesis",
        "So far we agree that nothing in the sentence is untrue, and we disagree on whether a reader can see that "
        "it was cut.",
        claim="C14",
        answers=2,
        outcome="withdraw",
    ),
    Said(
        "paul",
        "claim",
        "People who like this article only want to hear that Russia is behind everything. That is why nobody minds "
        "the short list.",
    ),
]

# On the second prompt of lesson 1.1, where one writes before one reads.
MEMOIRS = [
    Said(
        "moussa",
        "claim",
        "I trust a memoir for what its author felt and for who was in the room. For who said what I want a second "
        "person who sat there, because everybody remembers the day on which they were right.",
        claim="C21",
    ),
    Said(
        "lea",
        "claim",
        "Nobody else will ever tell us what happened behind that door. So I take the memoir, and I write beside it "
        "when it came out and what its author wanted to be by then.",
        claim="C21",
    ),
    Said(
        "ines",
        "claim",
        "A memoir is a witness who was paid for the story. I would not throw it away, and I would not let it stand "
        "alone: the votes and the dates can be looked up elsewhere.",
        claim="C21",
    ),
    Said(
        "ines",
        "question",
        "Is there any case in which two people of that meeting wrote about it and said different things? Then we "
        "could see what a memoir leaves out.",
        claim="C21",
        answers=1,
        steelman="A memoir is the only window into a closed room. A window with a known bend is better than a wall.",
    ),
]

# On the first prompt of lesson 1.3, which is closed by now.
CAUSES = [
    Said(
        "karim",
        "claim",
        "A long list does not let anybody off. When a car leaves the road, the rain and the driver are both causes, "
        "and only one of them can be asked why.",
        claim="C13",
    ),
    Said(
        "ines",
        "question",
        "Then who is the driver here? The list has governments, armed groups and a drought. I can ask a government "
        "why. I cannot ask a drought.",
        answers=0,
        steelman="Among many causes there are people who chose, and whoever chose can be held to it.",
    ),
    Said(
        "salif",
        "evidence",
        "UN experts followed weapons from Libya to Mali. That is one cause with names and dates. It does not say why "
        "there were people who wanted to use them.",
        claim="C29",
    ),
    Said(
        "moussa",
        "concession",
        "I began with one culprit. After the timeline I would say: several, for different parts of it, and I can "
        "name the part.",
        answers=1,
    ),
]
SYNTHESIS = (
    "We agree that *many causes* and *nobody responsible* are two different sentences, and that one can only ask "
    "people and governments why they chose something. We do not agree on how much weight the weapons from Libya have. "
    "What stays open: what would we have to know to compare two causes?"
)
# Where each stood before that discussion and after it.
MOVED = {"moussa": (2, 0), "ines": (-1, -1), "karim": (-2, -2), "salif": (1, 0), "oumar": (0, 0), "awa": (1, -1)}

# What a reader asked the moderators to look at, and what the author of a removed post asked somebody else.
FLAG_NOTE = "It says what all readers of the article want. How would he know?"
APPEAL = (
    "The first half was rude and I take it back. But my point was about reading one source only, and that belongs to "
    "the topic."
)
