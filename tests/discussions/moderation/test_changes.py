"""What has changed: no pair of texts may keep the page from coming."""

from discussions.moderation import changes as module
from discussions.moderation.changes import changes


class TestChanges:
    def test_texts_that_repeat_themselves_endlessly_are_not_compared_word_by_word(self, monkeypatch):
        monkeypatch.delattr(module, "SequenceMatcher")
        before, after = "a " * 2500, "a b " * 1250
        assert changes(before, after) == f"<del>{before}</del><ins>{after}</ins>"
