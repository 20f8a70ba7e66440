"""What a class talks about (prompt, thread, stance), what is said (post, revision, draft), and how it is judged."""

from discussions.models.appeals import Appeal
from discussions.models.audit import AuditEntry
from discussions.models.drafts import Draft
from discussions.models.flags import Flag
from discussions.models.marks import ThreadMark
from discussions.models.moves import FairnessMark, MindChange
from discussions.models.notes import CannedMessage, ModeratorNote
from discussions.models.notices import Notice, NoticePreference
from discussions.models.participation import Participation, ParticipationMark
from discussions.models.posts import Post
from discussions.models.review import Decision, ReviewItem
from discussions.models.revisions import Body, Citation, Revision
from discussions.models.rules import ClassRules, ReviewMode
from discussions.models.sanctions import Sanction
from discussions.models.search import FoundPost, SearchText
from discussions.models.sight import Unlock
from discussions.models.stances import Stance
from discussions.models.threads import Prompt, Thread
from discussions.models.word_rules import WordRule

__all__ = [
    "Appeal",
    "AuditEntry",
    "Body",
    "CannedMessage",
    "Citation",
    "ClassRules",
    "Decision",
    "Draft",
    "FairnessMark",
    "Flag",
    "FoundPost",
    "MindChange",
    "ModeratorNote",
    "Notice",
    "NoticePreference",
    "Participation",
    "ParticipationMark",
    "Post",
    "Prompt",
    "ReviewItem",
    "ReviewMode",
    "Revision",
    "Sanction",
    "SearchText",
    "Stance",
    "Thread",
    "ThreadMark",
    "Unlock",
    "WordRule",
]
