"""Who in a class reads what moderation leaves: flags, appeals, sanctions, changes of mind."""

import pytest

from discussions.models import Appeal, Flag, MindChange, Sanction
from tests.discussions.factories import PostFactory
from tests.discussions.moderation_factories import AppealFactory, FlagFactory, MindChangeFactory, SanctionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(classroom, student):
    return PostFactory(thread__classroom=classroom, author=student)


class TestVisibleToOfFlags:
    def test_a_flag_is_its_reporters_alone(self, post, student, classmate, teacher, moderator, outsider):
        flag = FlagFactory(post=post, reporter=classmate)
        assert list(Flag.objects.visible_to(classmate)) == [flag]
        for other in (student, teacher, moderator, outsider):
            assert not Flag.objects.visible_to(other).exists()


class TestVisibleToOfAppeals:
    def test_its_author_and_whoever_may_decide_read_it(self, classroom, student, classmate, teacher, outsider):
        appeal = AppealFactory(post=PostFactory(thread__classroom=classroom, author=student, returned=True))
        for member in (student, teacher):
            assert list(Appeal.objects.visible_to(member)) == [appeal]
        for other in (classmate, outsider):
            assert not Appeal.objects.visible_to(other).exists()


class TestVisibleToOfSanctions:
    def test_whoever_has_it_and_the_moderators_read_it(self, student, classmate, moderator, outsider):
        sanction = SanctionFactory(member=student)
        for member in (student, moderator):
            assert list(Sanction.objects.visible_to(member)) == [sanction]
        for other in (classmate, outsider):
            assert not Sanction.objects.visible_to(other).exists()


class TestVisibleToOfMindChanges:
    def test_who_changed_their_mind_is_theirs_to_know(self, post, student, classmate, teacher):
        change = MindChangeFactory(post=post, member=classmate)
        assert list(MindChange.objects.visible_to(classmate)) == [change]
        for other in (student, teacher):
            assert not MindChange.objects.visible_to(other).exists()
