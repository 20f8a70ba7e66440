"""What everybody may read, without an account and in few queries."""

import pytest
from django.urls import reverse

from lessons.models import Event
from tests.lessons.factories import (
    BlockFactory,
    ClaimFactory,
    EditionFactory,
    EventFactory,
    EvidenceFactory,
    ModuleFactory,
    SourceFactory,
    TermFactory,
)

BUDGETS = {
    "landing": 10,
    "library": 5,
    "claims": 6,
    "glossary": 3,
    "timeline": 3,
    "sources": 4,
}


def page(client, name: str, *args: str, **query: str) -> str:
    response = client.get(reverse(f"lessons:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def rows(db):
    """One more of everything, each time it is called."""

    def make() -> None:
        edition = EditionFactory()
        claim = ClaimFactory(lesson=edition.lesson)
        edition.claims.add(claim)
        EvidenceFactory(claim=claim)
        EvidenceFactory(claim=claim, stance="challenges")
        TermFactory().lessons.add(edition.lesson)
        EventFactory().lessons.add(edition.lesson)

    return make


@pytest.mark.parametrize("name", BUDGETS)
def test_a_page_costs_the_same_with_many_rows(name, client, rows, django_assert_max_num_queries):
    rows()
    with django_assert_max_num_queries(BUDGETS[name]) as one:
        page(client, name)
    for _ in range(5):
        rows()
    with django_assert_max_num_queries(len(one)):
        page(client, name)


def test_the_landing_page_stands_before_the_course_is_loaded(client, db):
    html = page(client, "landing")
    assert reverse("lessons:library") in html
    assert reverse("classrooms:open") in html
    assert reverse("classrooms:join") in html


def test_the_landing_page_opens_an_inaccurate_claim(client, db):
    claim = ClaimFactory(inaccurate=True, text="She was against it.")
    EvidenceFactory(claim=claim, stance="challenges", shows="She was for it.")
    html = page(client, "landing")
    assert "She was against it." in html
    assert "She was for it." in html


def test_a_module_lists_its_lessons(client, db):
    edition = EditionFactory(title="The vote")
    other = EditionFactory(title="Another")
    html = page(client, "module", edition.lesson.module.slug)
    assert "The vote" in html
    assert other.title not in html


class TestLesson:
    def test_it_shows_the_current_edition(self, client, db):
        edition = EditionFactory(title="Old words")
        new = EditionFactory(lesson=edition.lesson, number=2, title="New words")
        html = page(client, "lesson", new.lesson.slug)
        assert "New words" in html
        assert "Old words" not in html
        assert "Record checked to 27 April 2026" in html

    def test_sections_hold_their_blocks_in_order(self, client, db):
        sections = [{"anchor": "start", "title": "The start"}, {"anchor": "end", "title": "The end"}]
        edition = EditionFactory(sections=sections, text="")
        BlockFactory(edition=edition, position=2, section="end", html="<p>second</p>")
        BlockFactory(edition=edition, position=1, section="start", html="<p>first</p>")
        html = page(client, "lesson", edition.lesson.slug)
        assert html.index('id="start"') < html.index("first") < html.index('id="end"') < html.index("second")

    def test_a_lesson_without_a_text_is_not_found(self, client, db):
        lesson = EditionFactory(current=False).lesson
        assert client.get(reverse("lessons:lesson", args=[lesson.slug])).status_code == 404

    def test_it_costs_the_same_however_long_it_is(self, client, db, django_assert_max_num_queries):
        edition = EditionFactory()
        with django_assert_max_num_queries(5) as short:
            page(client, "lesson", edition.lesson.slug)
        for _ in range(20):
            BlockFactory(edition=edition)
        with django_assert_max_num_queries(len(short)):
            page(client, "lesson", edition.lesson.slug)


class TestClaims:
    def test_they_can_be_narrowed_to_a_status_and_a_module(self, client, db):
        module = ModuleFactory()
        wanted = ClaimFactory(inaccurate=True, lesson__module=module)
        wrong_status, wrong_module = ClaimFactory(lesson__module=module), ClaimFactory(inaccurate=True)
        html = page(client, "claims", status="inaccurate", module=module.slug)
        assert f'id="{wanted.code}"' in html
        assert f'id="{wrong_status.code}"' not in html
        assert f'id="{wrong_module.code}"' not in html

    def test_all_of_them_are_rows_and_those_of_one_module_are_cards(self, client, db):
        claim = EvidenceFactory().claim
        rows, cards = page(client, "claims"), page(client, "claims", module=claim.lesson.module.slug)
        for html in (rows, cards):
            assert claim.text in html
        assert "claim-card" not in rows
        assert f'href="{claim.get_absolute_url()}"' in rows
        assert "1 support, 0 challenge" in rows
        assert "claim-card" in cards

    def test_cards_cost_the_same_with_many_claims(self, client, rows, django_assert_max_num_queries):
        rows()
        with django_assert_max_num_queries(BUDGETS["claims"]) as few:
            page(client, "claims", status="documented")
        for _ in range(4):
            rows()
        with django_assert_max_num_queries(len(few)):
            page(client, "claims", status="documented")

    def test_a_status_that_no_claim_has_is_explained(self, client, db):
        ClaimFactory()
        assert "No claim has this status." in page(client, "claims", status="opinion")

    def test_a_card_shows_both_sides_the_reason_and_its_lessons(self, client, db):
        edition = EditionFactory(title="The vote")
        claim = ClaimFactory(opinion=True, lesson=edition.lesson, why="It is a judgement.")
        edition.claims.add(claim)
        EvidenceFactory(claim=claim, shows="It counts ten.")
        html = page(client, "claim", claim.code)
        for words in ("It counts ten.", "No source we found challenges it.", "It is a judgement.", "The vote"):
            assert words in html
        assert "The author says:" in html


def test_the_glossary_is_sorted_as_people_sort(client, db):
    for name in ("zone", "Azawad", "abstention"):
        TermFactory(name=name)
    html = page(client, "glossary")
    assert html.index("abstention") < html.index("Azawad") < html.index("zone")


class TestTimeline:
    def test_events_stand_under_their_year_on_their_side(self, client, db):
        EventFactory(title="Vote")
        EventFactory(title="Coup", track="mali", starts_on="2012-03-21")
        _strip, _nav, html = page(client, "timeline").partition('<ol class="timeline')
        assert html.index("2011") < html.index("Vote") < html.index("2012") < html.index("Coup")
        assert html.count("event is-start") == html.count("event is-end") == 1

    def test_it_can_be_narrowed_to_a_lesson_and_a_track(self, client, db):
        edition = EditionFactory()
        for title, track in (("Here", Event.Track.LIBYA), ("There", Event.Track.MALI)):
            EventFactory(title=title, track=track).lessons.add(edition.lesson)
        EventFactory(title="Elsewhere happened")
        html = page(client, "timeline", lesson=edition.lesson.code, track="libya")
        assert "Here." in html
        assert "There." not in html
        assert "Elsewhere happened" not in html


def test_a_claims_card_tells_of_its_one_origin_and_of_what_it_was_called_before(client, db):
    earlier = [
        {"status": "unverifiable", "until": "2025-05-01", "why": "No record was open."},
        {"status": "contested", "until": "2026-03-02", "why": "A second report came."},
    ]
    claim = ClaimFactory(one_group="Both reports rest on one inquiry.", earlier=earlier)
    html = page(client, "claim", claim.code)
    assert "Both reports rest on one inquiry." in html
    newer, older = "We called it contested until 2 March 2026.", "We called it unverifiable until 1 May 2025."
    assert html.index(newer) < html.index("A second report came.") < html.index(older)


class TestSources:
    def test_a_source_has_a_page_with_whose_eyes_it_sees_with_and_what_rests_on_it(self, client, db):
        piece, edition = EvidenceFactory(), EditionFactory(title="Who decided?")
        edition.sources.add(piece.source)
        html = page(client, "source", piece.source.key)
        for words in (piece.source.perspective, piece.source.independence_group, piece.shows, "Who decided?"):
            assert words in html
        assert reverse("lessons:claim", args=[piece.claim.code]) in html

    def test_words_of_it_stand_there_in_its_language_where_the_course_has_some(self, client, db):
        with_words, without = SourceFactory(language="fr", excerpts=["toutes mesures nécessaires"]), SourceFactory()
        assert 'lang="fr">“toutes mesures nécessaires”' in page(client, "source", with_words.key)
        assert "Words of it" not in page(client, "source", without.key)

    def test_the_list_leads_to_it(self, client, db):
        source = SourceFactory()
        assert f'href="{source.get_absolute_url()}"' in page(client, "sources")

    def test_the_list_can_be_narrowed_to_one_kind(self, client, db):
        news, data = SourceFactory(type="news"), SourceFactory(type="data")
        html = page(client, "sources", type="data")
        assert data.get_absolute_url() in html
        assert news.get_absolute_url() not in html
        assert news.get_absolute_url() in page(client, "sources", type="rumour")
