"""Who sits in the demo class, how far each of them is, and what they say."""

from dataclasses import dataclass

CLASSROOM, SCHOOL_YEAR, TIME_ZONE = "History 3B", "2026–27", "Africa/Bamako"


@dataclass(frozen=True)
class Student:
    """How far one student is.

    `read` counts the sections of lesson 1.1 and `skill` is the share of right answers. `quiz` says how far the quiz of
    1.1 is: "", "begun" or "handed in"; `marked` whether its essay is. `earlier` is the same for lesson 1.3.
    """

    username: str
    name: str
    read: int = 6
    quiz: str = "handed in"
    skill: float = 0.8
    marked: bool = False
    earlier: bool = True
    stance: int | None = None


TEACHER = ("teacher", "Ms Traoré")
MODERATOR = ("moderator", "Mr Keïta")
STUDENTS = [
    Student("awa", "Awa Diallo", quiz="begun", stance=1),
    Student("moussa", "Moussa Koné", skill=0.9, marked=True, stance=2),
    Student("ines", "Inès Benali", skill=0.95, marked=True, stance=-1),
    Student("bintou", "Bintou Sangaré", read=0, quiz="", earlier=False),
    Student("karim", "Karim Ait", read=2, quiz="", stance=0),
    Student("lea", "Léa Martin", skill=0.7, stance=-1),
    Student("oumar", "Oumar Cissé", skill=0.85, marked=True, stance=-2),
    Student("salif", "Salif Touré", skill=0.6, stance=1),
    Student("fatou", "Fatou Ndiaye", skill=0.5, stance=2),
    Student("jonas", "Jonas Weber", read=4, quiz="begun", skill=0.9, earlier=False),
    Student("mariam", "Mariam Keïta", skill=0.75, stance=1),
    Student("paul", "Paul Girard", read=1, quiz="", skill=0.4),
]


@dataclass(frozen=True)
class Said:
    """One post: by whom, what, resting on which claim or source, and what a moderator made of it.

    `outcome` is "" while it waits; "return" and "remove" name the norm by its position. `answers` is the number of the
    post it replies to. `again` is the text it was revised to.
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
]

# Levels of claim, source, steelman and revision, and what the teacher wrote.
PARTICIPATION = {
    "moussa": ((2, 2, 0, 0), "The place in the report helps. Now put the reporter's case before you answer it."),
    "ines": ((0, 2, 2, 0), "That is what a reporter would say. What is your own claim?"),
}
