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

# Levels of claim, source, steelman and revision, and what the teacher wrote.
PARTICIPATION = {
    "moussa": ((2, 2, 0, 0), "The place in the report helps. Now put the reporter's case before you answer it."),
    "ines": ((0, 2, 2, 0), "That is what a reporter would say. What is your own claim?"),
}
