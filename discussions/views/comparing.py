"""What an author has changed in a returned post, before it is sent again."""

from django.utils.safestring import SafeString, mark_safe

from discussions.moderation.changes import changes


def changes_against(returned: str, typed: str) -> SafeString:
    """The typed text with what is new and what has gone; nothing where they are the same."""
    return mark_safe(changes(returned, typed)) if typed != returned else SafeString("")  # escaped by changes()
