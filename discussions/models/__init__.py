"""What a class talks about (prompt, thread, stance), what is said (post, revision, draft), and how it is judged."""

from discussions.models.audit import AuditEntry
from discussions.models.drafts import Draft
from discussions.models.posts import Post
from discussions.models.review import Decision, ReviewItem
from discussions.models.revisions import Body, Citation, Revision
from discussions.models.stances import Stance
from discussions.models.threads import Prompt, Thread

__all__ = [
    "AuditEntry",
    "Body",
    "Citation",
    "Decision",
    "Draft",
    "Post",
    "Prompt",
    "ReviewItem",
    "Revision",
    "Stance",
    "Thread",
]
