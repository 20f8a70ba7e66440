"""Words of the site and of the class: added, changed, taken back, never lost."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from discussions.models import AuditEntry, WordRule
from discussions.moderation.checks import ruleset
from discussions.moderation.words import WORDS, Action, Phrase, in_force
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.discussions.moderation_factories import WordRuleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(classroom) -> str:
    return reverse("discussions:put_word", args=[classroom.slug])


def actions(classroom, moment=None) -> dict[str, str]:
    return {word.key: word.action.value for word in WordRule.in_force_in(classroom.pk, moment or timezone.now())}


class TestInForce:
    def test_without_rows_it_is_the_built_in_list(self, classroom):
        assert set(WordRule.in_force_in(classroom.pk, timezone.now())) == set(WORDS)

    def test_the_class_adds_and_changes_and_switches_off(self, classroom):
        WordRuleFactory(classroom=classroom, phrase="Warmonger")
        WordRuleFactory(classroom=classroom, phrase="shut up", action="warn")
        WordRuleFactory(classroom=classroom, phrase="you idiot", action="off")
        found = actions(classroom)
        assert (found["warmonger"], found["shut up"], found.get("you idiot")) == ("hold", "warn", None)

    def test_the_site_counts_everywhere_and_a_class_in_itself(self, classroom, outsider):
        WordRuleFactory(classroom=None, phrase="of the site")
        WordRuleFactory(classroom=outsider.classroom, phrase="of another class")
        assert "of the site" in actions(classroom)
        assert "of another class" not in actions(classroom)

    @pytest.mark.parametrize("listed", [[Phrase("want to die", Action.OFF)], [Phrase("want to die", Action.WARN)]])
    def test_nothing_takes_away_what_says_that_somebody_is_at_risk(self, listed):
        assert Phrase("want to die", Action.SAFEGUARD) in in_force(listed)

    def test_it_takes_one_query(self, classroom, django_assert_num_queries):
        WordRuleFactory.create_batch(1, classroom=classroom)
        with django_assert_num_queries(1):
            actions(classroom)


class TestReplay:
    def test_the_list_of_an_old_verdict_can_be_put_together_again(self, classroom, teacher):
        thread = ThreadFactory(classroom=classroom)
        now = timezone.now()
        rule = WordRule.put(classroom, "Warmonger", "hold", teacher, now - timedelta(hours=9))
        before = PostFactory(thread=thread, moment=now - timedelta(hours=10)).revision
        with_it = PostFactory(thread=thread, text="Such a warmonger, I say.", moment=now - timedelta(hours=8)).revision
        WordRule.put(classroom, "warmonger", "warn", teacher, now - timedelta(hours=7))
        changed = PostFactory(thread=thread, text="What a warmonger, I say.", moment=now - timedelta(hours=6)).revision
        WordRule.objects.get(retired_at=None).retire(teacher, now - timedelta(hours=5))
        after = PostFactory(thread=thread, text="No warmonger, I say now.", moment=now - timedelta(hours=4)).revision
        rule.refresh_from_db()
        assert (rule.phrase, rule.action) == ("Warmonger", "hold")
        assert [
            len({"words-1", "words-2"} & {f["rule"] for f in r.findings}) for r in (before, with_it, changed, after)
        ] == [0, 1, 1, 0]
        for revision in (before, with_it, changed, after):
            assert revision.ruleset == ruleset(WordRule.in_force_in(classroom.pk, revision.sent_at))
        assert before.ruleset == after.ruleset
        assert len({before.ruleset, with_it.ruleset, changed.ruleset}) == 3


class TestVisibleToOfWordRule:
    def test_those_who_moderate_read_the_sites_and_their_classs(self, teacher, moderator, student, outsider):
        own = WordRuleFactory(classroom=teacher.classroom)
        of_site = WordRuleFactory(classroom=None)
        WordRuleFactory(classroom=outsider.classroom)
        for member in (teacher, moderator):
            assert set(WordRule.objects.visible_to(member)) == {own, of_site}
        assert not WordRule.objects.visible_to(student).exists()


class TestPage:
    def test_a_phrase_is_added_changed_and_taken_back_and_the_log_says_so(self, sign_in, teacher, classroom, url):
        browser = sign_in(teacher)
        assert browser.post(url, {"phrase": "  Warmonger ", "action": "hold"}).status_code == 302
        assert browser.post(url, {"phrase": "warmonger", "action": "warn"}).status_code == 302
        assert actions(classroom)["warmonger"] == "warn"
        standing = WordRule.objects.get(retired_at=None)
        assert browser.post(f"{url}{standing.pk}/retire/").status_code == 302
        assert "warmonger" not in actions(classroom)
        assert WordRule.objects.count() == 2
        assert AuditEntry.objects.filter(act="settled", actor=teacher).count() == 3

    @pytest.mark.parametrize(
        ("phrase", "said"), [("Want  to die", "It stays on the list"), ("…", "Type a word"), ("", "required")]
    )
    def test_what_cannot_be_is_explained(self, sign_in, teacher, url, phrase, said):
        assertContains(sign_in(teacher).post(url, {"phrase": phrase, "action": "off"}), said, status_code=422)
        assert not WordRule.objects.exists()

    def test_the_sites_phrases_are_shown_and_not_the_classs_to_take_back(self, sign_in, teacher, url):
        of_site = WordRuleFactory(classroom=None, phrase="said by the host")
        assertContains(sign_in(teacher).get(url.removesuffix("words/")), "said by the host")
        assert sign_in(teacher).post(f"{url}{of_site.pk}/retire/").status_code == 404


class TestDatabase:
    def test_one_phrase_stands_once_in_a_class_and_once_for_the_site(self, classroom):
        for where in (classroom, None):
            WordRuleFactory(classroom=where)
            with pytest.raises(IntegrityError), transaction.atomic():
                WordRuleFactory(classroom=where)

    def test_what_is_retired_can_come_back(self, classroom, teacher):
        for _ in range(2):
            WordRule.put(classroom, "Warmonger", "hold", teacher, timezone.now()).retire(teacher, timezone.now())
        assert WordRule.objects.count() == 2

    @pytest.mark.parametrize("wrong", [{"action": "delete"}, {"key": ""}, {"phrase": ""}])
    def test_a_rule_without_sense_is_refused(self, classroom, wrong):
        with pytest.raises(IntegrityError), transaction.atomic():
            WordRuleFactory(classroom=classroom, **({"key": "x"} | wrong))


class TestSiteWords:
    def test_the_host_adds_lists_and_retires(self, classroom, capsys):
        call_command("site_words", "hold", "Warmonger")
        assert actions(classroom)["warmonger"] == "hold"
        call_command("site_words", "list")
        assert "Warmonger" in capsys.readouterr().out
        call_command("site_words", "retire", "warmonger")
        assert "warmonger" not in actions(classroom)
