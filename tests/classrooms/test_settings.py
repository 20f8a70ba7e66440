"""What a teacher sets: name, zone, code and rules; and the pages that lead to a class."""

from datetime import date

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from classrooms.forms import this_school_year
from classrooms.models import Classroom
from tests.factories import MembershipFactory, NormFactory, UserFactory

pytestmark = pytest.mark.django_db


def address(name: str, classroom: Classroom) -> str:
    return reverse(f"classrooms:{name}", args=[classroom.slug])


class TestIndex:
    def test_lists_the_own_classes_with_the_role_in_each(self, sign_in, student, outsider):
        MembershipFactory(user=student.user, moderator=True, classroom__name="Civics 2A")
        page = sign_in(student).get(reverse("classrooms:index"))
        assert [(seat.classroom.name, seat.role) for seat in page.context["seats"]] == [
            ("Civics 2A", "moderator"),
            ("History 10b", "student"),
        ]

    def test_only_teachers_are_offered_to_open_one(self, sign_in, student, teacher):
        offer = reverse("classrooms:open")
        assertContains(sign_in(teacher).get(reverse("classrooms:index")), offer)
        assertNotContains(sign_in(student).get(reverse("classrooms:index")), offer)

    def test_costs_the_same_for_twenty(self, sign_in, student, django_assert_max_num_queries):
        MembershipFactory.create_batch(20, user=student.user)
        browser = sign_in(student)
        with django_assert_max_num_queries(3):
            browser.get(reverse("classrooms:index"))


class TestOpen:
    URL = "/classes/open/"

    def test_a_name_makes_a_class(self, sign_in):
        keita = UserFactory(is_teacher=True)
        typed = {"name": "History 3B", "school_year": "2026/27", "time_zone": "Africa/Bamako"}
        page = sign_in(keita).post(self.URL, typed)
        classroom = keita.memberships.get().classroom
        assertRedirects(page, classroom.get_absolute_url(), fetch_redirect_response=False)
        assert (classroom.name, str(classroom.zone)) == ("History 3B", "Africa/Bamako")

    def test_the_zone_of_the_last_class_is_offered(self, sign_in, teacher):
        Classroom.objects.update(time_zone="Africa/Niamey")
        assert sign_in(teacher).get(self.URL).context["form"]["time_zone"].value() == "Africa/Niamey"

    def test_an_unknown_zone_is_refused(self, sign_in, teacher):
        page = sign_in(teacher).post(self.URL, {"name": "History 3B", "time_zone": "Mars/Olympus"})
        assertContains(page, "Mars/Olympus", status_code=422)

    def test_students_open_none(self, sign_in, student):
        assert sign_in(student).post(self.URL, {"name": "Mine", "time_zone": "UTC"}).status_code == 403

    @pytest.mark.parametrize(
        ("day", "year"), [(date(2026, 6, 30), "2025/26"), (date(2026, 7, 1), "2026/27"), (date(2099, 9, 1), "2099/00")]
    )
    def test_the_school_year_turns_in_july(self, day, year):
        assert this_school_year(day) == year


class TestSettings:
    def test_renames_and_moves_to_another_zone(self, sign_in, teacher, classroom):
        typed = {"name": "History 4B", "school_year": "", "time_zone": "Europe/Paris"}
        assertRedirects(sign_in(teacher).post(address("settings", classroom), typed), address("settings", classroom))
        classroom.refresh_from_db()
        assert (classroom.name, classroom.time_zone) == ("History 4B", "Europe/Paris")

    def test_a_class_without_a_name_is_refused(self, sign_in, teacher, classroom):
        page = sign_in(teacher).post(address("settings", classroom), {"name": "", "time_zone": "UTC"})
        assertContains(page, "This field is required", status_code=422)

    def test_dates_are_shown_in_the_zone_of_the_class(self, sign_in, teacher, moment, time_machine):
        time_machine.move_to("2026-03-02T23:30:00Z")
        late = MembershipFactory(classroom=teacher.classroom)
        url = reverse("classrooms:seat", args=[teacher.classroom.slug, late.pk])
        assertContains(sign_in(teacher).get(url), "2 Mar 2026")

        Classroom.objects.update(time_zone="Africa/Tripoli")
        assertContains(sign_in(teacher).get(url), "3 Mar 2026")

    def test_the_code_is_renewed_and_switched_off(self, sign_in, teacher, classroom):
        browser, old = sign_in(teacher), classroom.join_code
        browser.post(address("renew_code", classroom))
        classroom.refresh_from_db()
        assert classroom.join_code != old

        browser.post(address("switch_off_code", classroom))
        classroom.refresh_from_db()
        assert classroom.join_code is None
        assertContains(browser.get(address("settings", classroom)), "nobody joins by code")

    @pytest.mark.parametrize("name", ["renew_code", "switch_off_code"])
    def test_a_link_changes_no_code(self, sign_in, teacher, classroom, name):
        assert sign_in(teacher).get(address(name, classroom)).status_code == 405


class TestNorms:
    @pytest.fixture
    def rules(self, classroom):
        return [NormFactory(classroom=classroom, position=n, text=f"Rule {n}", message="Why.") for n in (1, 2)]

    def typed(self, rules, **changes: str) -> dict[str, str]:
        data = {"norms-TOTAL_FORMS": str(len(rules) + 1), "norms-INITIAL_FORMS": str(len(rules))}
        for index, rule in enumerate(rules):
            fields = {"norm": rule.pk, "text": rule.text, "message": rule.message}
            data |= {f"norms-{index}-{field}": str(value) for field, value in fields.items()}
        return data | {f"norms-{key.replace('_', '-')}": value for key, value in changes.items()}

    def save(self, sign_in, teacher, rules, **changes: str):
        return sign_in(teacher).post(address("norms", teacher.classroom), self.typed(rules, **changes))

    def test_saved_unchanged_every_rule_keeps_its_row(self, sign_in, teacher, rules):
        assertRedirects(self.save(sign_in, teacher, rules), address("norms", teacher.classroom))
        assert list(teacher.classroom.norms.all()) == rules

    def test_reworded_dropped_and_added(self, sign_in, teacher, rules):
        changes = {"0_text": "Speak plainly", "1_DELETE": "on", "2_text": "Be brief", "2_message": "It is long."}
        self.save(sign_in, teacher, rules, **changes)
        assert [norm.text for norm in teacher.classroom.norms.current()] == ["Speak plainly", "Be brief"]
        assert teacher.classroom.norms.count() == 4, "old decisions keep their words"

    def test_a_rule_says_where_it_is_named(self, sign_in, teacher, rules):
        self.save(sign_in, teacher, rules, **{"0_about": "sources"})
        assert [norm.about for norm in teacher.classroom.norms.current()] == ["sources", ""]

    def test_a_rule_is_about_nothing_that_no_check_finds(self, sign_in, teacher, rules):
        page = self.save(sign_in, teacher, rules, **{"0_about": "grammar"})
        assertContains(page, "Select a valid choice", status_code=422)

    def test_one_rule_stays(self, sign_in, teacher, rules):
        page = self.save(sign_in, teacher, rules, **{"0_DELETE": "on", "1_DELETE": "on"})
        assertContains(page, "Keep at least one rule", status_code=422)

    def test_a_rule_without_its_message_is_explained(self, sign_in, teacher, rules):
        assertContains(self.save(sign_in, teacher, rules, **{"2_text": "Be brief"}), "required", status_code=422)

    def test_what_somebody_else_rewrote_meanwhile_is_not_overwritten(self, sign_in, teacher, rules):
        rules[0].reword("Newer words", "Why.")
        page = self.save(sign_in, teacher, rules, **{"0_text": "Older words"})
        assertContains(page, "Somebody else changed the rules", status_code=422)

    def test_a_rule_of_another_class_cannot_be_named(self, sign_in, teacher, rules):
        foreign = NormFactory()
        page = self.save(sign_in, teacher, rules, **{"0_norm": str(foreign.pk), "0_text": "Mine now"})
        assert page.status_code == 422
        foreign.refresh_from_db()
        assert foreign.retired_at is None
