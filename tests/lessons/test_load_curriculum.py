"""Loading: all or nothing, nothing twice, a new edition for a new text, new marks for a new status."""

from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from lessons.curriculum.checking import check_course
from lessons.curriculum.loading import load
from lessons.models import Block, Claim, Course, Edition, Event, Evidence, Lesson, Source, Term
from tests.lessons.factories import AssignmentFactory


class TestFirstTime:
    @pytest.fixture(autouse=True)
    def _loaded(self, load_course):
        assert not load_course().faults.found

    def test_everything_is_there(self):
        counts = {model: model.objects.count() for model in (Course, Lesson, Edition, Source, Claim, Term, Event)}
        assert list(counts.values()) == [1, 2, 2, 3, 3, 1, 2]

    def test_a_claim_has_its_evidence_in_order(self):
        claim = Claim.objects.get(code="C1")
        assert [str(piece.source) for piece in claim.supporting] == ["Council votes", "Vote reported"]
        assert claim.record_html == "<p>Ten members voted <em>in favour</em>.</p>"

    def test_a_source_has_the_words_that_the_course_quotes(self):
        assert list(Source.objects.order_by("key").values_list("excerpts", flat=True)) == [[], ["ten in favour"], []]

    def test_an_event_keeps_how_exactly_it_is_dated(self):
        assert [event.when for event in Event.objects.all()] == ["17 Mar – 18 Mar", ""]

    def test_an_edition_knows_its_sections_claims_and_sources(self):
        edition = Lesson.objects.get(code="1.1").current_edition
        assert [section["anchor"] for section in edition.sections] == ["the-day", "the-count"]
        assert [claim.code for claim in edition.claims.all()] == ["C1"]
        assert {source.key for source in edition.sources.all()} == {"REU", "XIN"}

    def test_a_lesson_is_a_sequence_of_blocks(self):
        blocks = Lesson.objects.get(code="1.1").current_edition.blocks.all()
        assert [(block.section, block.kind) for block in blocks] == [
            ("the-day", Block.Kind.CONTENT_NOTE),
            ("the-day", Block.Kind.TEXT),
            ("the-count", Block.Kind.FIGURE),
            ("the-count", Block.Kind.CHECK),
            ("the-count", Block.Kind.TEXT),
        ]
        assert blocks[3].data == {"question": "Q1.1-1"}


def test_the_second_time_nothing_changes(load_course):
    load_course()
    rows = list(Block.objects.values()) + list(Evidence.objects.values())

    assert not +load_course().changes
    assert list(Block.objects.values()) + list(Evidence.objects.values()) == rows


def test_with_an_error_nothing_is_written(load_course, edit):
    edit("1-2-aims.md", "[[claim C2|", "[[claim C99|")
    assert load_course().faults.errors
    assert not Course.objects.exists()


def test_a_failure_while_writing_leaves_nothing_behind(db, course):
    class Failing:
        filename = "questions.yaml"

        def read(self, documents, course, faults):
            return None

        def write(self, parsed):
            raise RuntimeError

    with pytest.raises(RuntimeError):
        load(course, [Failing()])
    assert not Course.objects.exists()


def test_an_upper_floor_reads_its_files_with_lines_and_writes_with_the_rest(db, course):
    (course / "1-votes" / "prompts.yaml").write_text("- id: D1\n  lesson: '1.1'\n")

    class Prompts:
        filename = "prompts.yaml"

        def read(self, documents, course, faults):
            (document,) = documents
            assert course.lessons["1.1"].anchors == {"the-day", "the-count"}
            assert course.lessons["1.1"].checks.keys() == {"Q1.1-1"}
            assert course.is_keyable("C1")
            assert not course.is_keyable("C2")
            faults.warning(document.path, document.data[0].line_of("lesson"), "Seen.")
            return [entry["id"] for entry in document.data]

        def write(self, parsed):
            assert Lesson.objects.exists()
            return len(parsed)

    loaded = load(course, [Prompts()])
    assert [str(fault) for fault in loaded.faults.found] == ["1-votes/prompts.yaml:2: warning: Seen."]
    assert loaded.changes["prompts.yaml"] == 1


class TestEditions:
    def test_a_changed_text_becomes_a_new_edition_and_a_class_keeps_its_own(self, load_course, edit):
        load_course()
        lesson = Lesson.objects.get(code="1.2")
        assignment = AssignmentFactory(edition=lesson.current_edition)
        before = list(assignment.edition.blocks.values_list("source", flat=True))
        edit("1-2-aims.md", "One memo says so.", "One short memo says so.")

        load_course()

        lesson.refresh_from_db()
        assignment.refresh_from_db()
        assert lesson.current_edition.number == 2
        assert "One short memo" in lesson.current_edition.blocks.get().source
        assert assignment.edition.number == 1
        assert list(assignment.edition.blocks.values_list("source", flat=True)) == before

    def test_other_lessons_keep_their_edition(self, load_course, edit):
        load_course()
        edit("1-2-aims.md", "One memo says so.", "One short memo says so.")
        load_course()
        assert Lesson.objects.get(code="1.1").current_edition.number == 1


class TestStatus:
    def test_a_new_status_shows_in_every_edition_and_makes_none(self, load_course, edit):
        load_course()
        old = Lesson.objects.get(code="1.2").current_edition
        edit("1-2-aims.md", "One memo says so.", "One short memo says so.")
        load_course()
        edit("claims.yaml", "status: contested", "status: unverifiable")

        changes = load_course().changes

        assert +changes == {"claims": 1, "drawn blocks": 2}
        for edition in (old, Lesson.objects.get(code="1.2").current_edition):
            html = edition.blocks.get().html
            assert "claim status-unverifiable" in html
            assert "contested" not in html

    def test_other_words_of_a_source_change_it_in_place_and_make_no_edition(self, load_course, edit):
        load_course()
        source = Source.objects.get(key="REU")
        edit("sources.yaml", "[ten in favour]", "[five abstained, none against]")
        assert +load_course().changes == {"sources": 1}
        source.refresh_from_db()
        assert source.excerpts == ["five abstained", "none against"]
        edit("sources.yaml", "  excerpts: [five abstained, none against]\n", "")
        load_course()
        source.refresh_from_db()
        assert source.excerpts == []

    def test_new_evidence_is_counted_again(self, load_course, edit):
        load_course()
        edit("claims.yaml", "    - {source: XIN, stance: supports, shows: It counts them too.}\n", "")
        load_course()
        assert Evidence.objects.filter(claim__code="C1").count() == 1
        assert "1 support, 0 challenge" in Lesson.objects.get(code="1.1").current_edition.blocks.all()[1].html

    def test_an_event_that_left_the_files_is_gone(self, load_course, edit):
        load_course()
        edit("events.yaml", "id: T2", "id: T3")
        load_course()
        assert [event.code for event in Event.objects.all()] == ["T1", "T3"]


class TestCommand:
    @pytest.fixture
    def run(self, db, monkeypatch, course):
        """Run the command on the copy; only the lessons floor's files are there."""
        monkeypatch.setattr(type(apps.get_app_config("lessons")), "course_parts", [])

        def run() -> tuple[str, str]:
            out, err = StringIO(), StringIO()
            call_command("load_curriculum", course, stdout=out, stderr=err)
            return out.getvalue(), err.getvalue()

        return run

    def test_it_says_what_changed_and_then_that_nothing_did(self, run):
        assert "lessons 2" in run()[0]
        assert run() == ("Nothing changed.\n", "")

    def test_with_errors_it_fails_and_lists_them(self, run, edit):
        edit("1-2-aims.md", "[[claim C2|", "[[claim C99|")
        with pytest.raises(CommandError, match="1 error; nothing was written"):
            run()

    def test_warnings_are_listed_and_do_not_stop_it(self, run, edit):
        edit("sources.yaml", "group: xinhua", "group: reuters")
        out, err = run()
        assert "warning: C1 is documented" in err
        assert "lessons 2" in out

    def test_a_folder_that_is_not_there_is_named(self, db, tmp_path):
        with pytest.raises(CommandError, match="There is no folder"):
            call_command("load_curriculum", tmp_path / "nowhere")


def test_the_course_that_sahel_ships_has_no_error():
    parts = apps.get_app_config("lessons").course_parts
    assert [str(fault) for fault in check_course(settings.BASE_DIR / "curriculum", parts).faults.errors] == []
