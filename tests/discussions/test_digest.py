"""The daily mail: to whom, when, once, and what never stands in it."""

import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from classrooms.models import Membership
from discussions.models import Notice, NoticePreference, Thread
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

AFTERNOON = datetime(2026, 3, 2, 16, 5, tzinfo=UTC)
MARKER = "Ouagadougou"


def reachable(member: Membership, *, verified: bool = True) -> Membership:
    address = f"{member.user.username}@school.example"
    EmailAddress.objects.create(user=member.user, email=address, verified=verified, primary=True)
    return member


def send(at: datetime, time_machine) -> list:
    """The mails that go out at `at`."""
    time_machine.move_to(at, tick=False)
    before = len(mail.outbox)
    call_command("send_digests", verbosity=0, stdout=StringIO())
    return mail.outbox[before:]


@pytest.fixture
def thread(classroom, moment) -> Thread:
    return ThreadFactory(classroom=classroom, title="Is a partial list a false list?")


@pytest.fixture
def told(student, thread, moment) -> Membership:
    """A student with an address takes part; somebody has answered."""
    mine = PostFactory(thread=thread, author=reachable(student), moment=moment - timedelta(hours=2))
    PostFactory(thread=thread, root=mine, moment=moment, text=f"A list that leaves out {MARKER} changes the story.")
    return student


class TestWhoGetsIt:
    def test_one_line_for_each_thread_with_its_class_and_its_address(self, told, thread, time_machine):
        (sent,) = send(AFTERNOON, time_machine)
        assert sent.to == ["awa@school.example"]
        assert f"History 10b: {thread.title}" in sent.body
        assert "1 reply to you" in sent.body
        assert f"http://testserver{thread.get_absolute_url()}" in sent.body

    def test_no_words_of_a_post_and_nobodys_name(self, told, thread, time_machine, moment):
        PostFactory(thread=thread, author=told, returned=True, text=f"{MARKER} in a second post.", moment=moment)
        (sent,) = send(AFTERNOON, time_machine)
        names = [member.name for member in Membership.objects.select_related("user")]
        everything = sent.subject + sent.body + sent.alternatives[0][0]
        assert "1 of your posts was returned" in everything
        assert not [word for word in (MARKER, "Where did you read that", *names) if word in everything]

    @pytest.mark.parametrize("change", ["unconfirmed", "never", "gone", "inactive", "seen"])
    def test_not_whoever_cannot_or_will_not_be_told(self, sign_in, told, thread, time_machine, change):
        if change == "unconfirmed":
            EmailAddress.objects.update(verified=False)
        elif change == "never":
            NoticePreference.objects.create(user=told.user, digest="never")
        elif change == "gone":
            told.close()
        elif change == "inactive":
            User.objects.filter(pk=told.user_id).update(is_active=False)
        else:
            time_machine.move_to(AFTERNOON - timedelta(hours=1), tick=False)
            sign_in(told).get(thread.get_absolute_url())
        assert send(AFTERNOON, time_machine) == []

    def test_not_of_a_post_that_has_gone_since(self, told, thread, time_machine, moment):
        thread.posts.exclude(author=told).get().withdraw(moment)
        Notice.objects.update(since_at=moment)
        assert send(AFTERNOON, time_machine) == []

    def test_a_moderator_hears_how_much_waits_and_for_how_long(self, thread, moderator, time_machine, moment):
        reachable(moderator)
        for hours in (1, 3, 5):
            PostFactory(
                thread=thread, pending=True, moment=AFTERNOON - timedelta(hours=hours), text=f"{MARKER} {hours}"
            )
        escalated = PostFactory(thread=thread, pending=True, moment=moment).review_items.get()
        type(escalated).objects.filter(pk=escalated.pk).update(escalated_at=moment)
        (sent,) = send(AFTERNOON, time_machine)
        assert "3 waiting, half of them for 3 hours or more" in sent.body
        assert MARKER not in sent.body


class TestWhen:
    def test_once_a_day_however_often_it_runs(self, told, thread, time_machine):
        assert len(send(AFTERNOON, time_machine)) == 1
        PostFactory(thread=thread, moment=timezone.now())
        assert send(AFTERNOON + timedelta(hours=1), time_machine) == []
        (next_day,) = send(AFTERNOON + timedelta(days=1), time_machine)
        assert "1 new post" in next_day.body
        assert "reply" not in next_day.body
        assert send(AFTERNOON + timedelta(days=2), time_machine) == []

    def test_not_before_its_hour_by_the_clock_of_the_class(self, told, classroom, time_machine):
        classroom.time_zone = "America/New_York"
        classroom.save()
        assert send(AFTERNOON, time_machine) == []
        assert len(send(AFTERNOON + timedelta(hours=5), time_machine)) == 1

    def test_a_mail_server_that_is_away_takes_no_day(self, told, time_machine, monkeypatch):
        def refuse(self):
            raise ConnectionRefusedError

        with monkeypatch.context() as patch:
            patch.setattr("django.core.mail.backends.locmem.EmailBackend.open", refuse)
            with pytest.raises(CommandError, match="nothing was sent"):
                send(AFTERNOON, time_machine)
        assert len(send(AFTERNOON + timedelta(hours=1), time_machine)) == 1

    def test_an_address_that_is_refused_keeps_nobody_waiting(self, told, thread, classmate, time_machine, monkeypatch):
        mine = PostFactory(thread=thread, author=reachable(classmate))
        PostFactory(thread=thread, root=mine)
        backend = "django.core.mail.backends.locmem.EmailBackend.send_messages"
        deliver = mail.backends.locmem.EmailBackend.send_messages

        def refuse_one(self, messages):
            if messages[0].to == ["awa@school.example"]:
                raise OSError
            return deliver(self, messages)

        monkeypatch.setattr(backend, refuse_one)
        with pytest.raises(CommandError, match="1 could not be sent"):
            send(AFTERNOON, time_machine)
        assert [sent.to for sent in mail.outbox] == [["bilal@school.example"]]


class TestUnsubscribe:
    def link(self, sent) -> str:
        return re.fullmatch(r"<http://testserver(.+)>", sent.extra_headers["List-Unsubscribe"])[1]

    def test_one_click_without_a_session_or_a_form_ends_the_mails(self, told, client, time_machine):
        client.handler.enforce_csrf_checks = True
        (sent,) = send(AFTERNOON, time_machine)
        assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        answer = client.post(self.link(sent), {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert NoticePreference.objects.get().digest == "never"

    def test_a_look_at_the_page_ends_nothing(self, told, client, time_machine):
        (sent,) = send(AFTERNOON, time_machine)
        assert "No more mails?" in client.get(self.link(sent)).content.decode()
        assert NoticePreference.objects.get().digest == "daily"
        assert self.link(sent) in sent.body
        assert self.link(sent) in sent.alternatives[0][0]

    @pytest.mark.parametrize("token", ["1", "1:x", "x:y", "999999:abc"])
    def test_a_token_that_was_made_for_nobody_is_not_found(self, told, client, token):
        address = reverse("discussions:unsubscribe", args=[token])
        assert client.get(address).status_code == client.post(address).status_code == 404
        assert not NoticePreference.objects.exists()


class TestNoticePreferences:
    URL = "/notices/preferences/"

    def test_they_are_kept(self, sign_in, student):
        given = {"digest": "never", "hour": "9", "quiet_from": "22", "quiet_to": "6"}
        assert sign_in(student).post(self.URL, given).status_code == 302
        kept = NoticePreference.objects.get(user=student.user)
        assert (kept.digest, kept.hour, kept.quiet_from, kept.quiet_to) == ("never", 9, 22, 6)

    def test_a_mail_in_quiet_hours_is_refused_in_words(self, sign_in, student):
        given = {"digest": "daily", "hour": "23", "quiet_from": "22", "quiet_to": "6"}
        page = sign_in(student).post(self.URL, given)
        assert page.status_code == 422
        assert "you want no mail" in page.content.decode()

    def test_whoever_has_no_address_is_told_so(self, sign_in, student):
        assert "no confirmed e-mail address" in sign_in(student).get(self.URL).content.decode()
        assert "no confirmed e-mail address" not in sign_in(reachable(student)).get(self.URL).content.decode()

    def test_the_preferences_of_the_account_lead_there(self, sign_in):
        page = sign_in(MembershipFactory()).get("/accounts/preferences/").content.decode()
        assert f'href="{self.URL}"' in page
