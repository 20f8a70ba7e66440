"""Before a text is sent its author reads what the checks found, with the rule of the class that it is about."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.discussions.conftest import filled
from tests.discussions.factories import ThreadFactory
from tests.factories import NormFactory

pytestmark = pytest.mark.django_db

RULE = "Norm: Name your source."


@pytest.fixture
def url(classroom) -> str:
    thread = ThreadFactory(classroom=classroom)
    return reverse("discussions:write", args=[classroom.slug, thread.pk])


@pytest.fixture
def norms(classroom) -> None:
    NormFactory(classroom=classroom, position=3, text="A later rule about the same.", about="sources")
    NormFactory(classroom=classroom, position=2, text="Name your source.", about="sources")
    NormFactory(classroom=classroom, position=1, text="Be kind.")


class TestNudge:
    def test_it_names_the_first_rule_about_it(self, sign_in, student, norms, url):
        page = sign_in(student).post(url, filled(kind="evidence"))
        assertContains(page, "Evidence needs a source", status_code=422)
        assertContains(page, RULE, count=1, status_code=422)
        assertNotContains(page, "Norm: A later rule", status_code=422)

    def test_so_does_the_preview(self, sign_in, student, norms, url):
        assertContains(sign_in(student).post(url, filled(kind="evidence", step="preview")), RULE)

    def test_what_no_rule_is_about_stands_alone(self, sign_in, student, norms, url):
        page = sign_in(student).post(url, filled(text="Short."))
        assertContains(page, "This is very short", status_code=422)
        assertNotContains(page, "Norm:", status_code=422)

    def test_a_rule_that_is_out_of_force_is_not_named(self, sign_in, student, classroom, norms, url):
        for norm in classroom.norms.all():
            norm.retire()
        page = sign_in(student).post(url, filled(kind="evidence"))
        assertNotContains(page, "Norm:", status_code=422)
