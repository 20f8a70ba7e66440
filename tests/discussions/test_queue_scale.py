"""Fifty thousand posts wait: the queue asks no more questions than for five, and each is answered by an index."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from discussions.models import ReviewItem
from discussions.models.waiting import Mark
from tests.discussions.crowd import crowd
from tests.discussions.factories import ThreadFactory
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

MANY, AT_MOST = 50_000, 7
BIG = ("reviewitem", "post", "revision", "body", "auditentry")


def questions(browser: Client, address: str, *, data: dict | None = None) -> list[str]:
    """The statements behind a page, or behind a form that is sent."""
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(address) if data is None else browser.post(address, data)
    assert answer.status_code < 400
    return [query["sql"] for query in captured]


def read_through(statement: str) -> list[str]:
    """The big tables that a statement reads from one end to the other, by the database's own plan."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' * (connection.vendor == 'sqlite')}{statement.replace('%', '%%')}", [])
        lines = [str(line[-1]) for line in cursor.fetchall()]
    if connection.vendor == "sqlite":
        found = [match[1] for line in lines if (match := re.match(r"SCAN (\w+)(?! USING)", line))]
        alias = {name: table for table, name in re.findall(r'"discussions_(\w+)" (\w+)', statement)}
        tables = [alias.get(name, name.removeprefix("discussions_")) for name in found]
    else:
        tables = [match[1] for line in lines if (match := re.search(r"Seq Scan on discussions_(\w+)", line))]
    return [table for table in tables if table in BIG]


def test_the_queue_of_fifty_thousand_is_read_by_index_in_seven_questions(sign_in, teacher):
    thread = ThreadFactory(classroom=teacher.classroom)
    crowd(thread, MANY)
    other = MembershipFactory(user=teacher.user, teacher=True)
    crowd(ThreadFactory(classroom=other.classroom), 2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    browser, queue = sign_in(teacher), reverse("discussions:queue", args=[teacher.classroom.slug])
    order = ReviewItem.objects.filter(classroom=teacher.classroom).in_order()
    first, deep = order[0], Mark.of(order[MANY // 2])
    now = int(timezone.now().timestamp() * 1000)
    for address in (
        queue,
        f"{queue}?after={deep}".replace("+", "%2B"),
        f"{queue}?kind=resubmit&free=1",
        f"{queue}?kind=risk",
        f"{queue}?thread={thread.pk}",
        "/moderation/",
        f"/moderation/?class={teacher.classroom.slug}",
        f"{queue}{first.pk}/",
        f"{queue}{first.pk}/?queue=all&kind=new",
        f"/moderation/changes/?have={first.pk}&since={now}",
    ):
        asked = questions(browser, address)
        assert len(asked) <= AT_MOST, address
        assert [tables for statement in asked if (tables := read_through(statement))] == [], address

    decision = {"outcome": "publish", "version": first.version, "revision": first.revision_id}
    asked = questions(browser, f"{queue}{first.pk}/decide/?queue=all", data=decision)
    following = [one for one in asked if one.startswith("SELECT") and "discussions_reviewitem" in one]
    assert [tables for statement in following if (tables := read_through(statement))] == []


def test_reading_a_table_through_is_noticed(db):
    statement = ReviewItem.objects.filter(outcome__gt=1).order_by("outcome").query
    assert read_through(str(statement).replace("> 1", "> 'a'")) == ["reviewitem"]
