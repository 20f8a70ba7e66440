"""The main job, end to end, as docs say it: four people, the real course, from an empty site to a graded class.

Every step is a click or a keystroke on a page; nothing is written behind the pages' backs but the course itself.
"""

import pytest
from django.core.management import call_command

from discussions.models import AuditEntry
from gradebook.models import Grade
from tests.browser.steps import (
    assign,
    check_yourself,
    decide,
    join,
    make_moderator,
    mark_the_essays,
    open_a_class,
    post,
    read_each_other,
    read_the_lesson,
    revise,
    see_the_grades,
    see_the_mark,
    take_a_stance,
    take_the_quiz,
)

FIRST_TEXT = "The list of two names is true, and it still gives a picture of East against West."
SECOND_TEXT = "Everybody knows that Germany only thought of its oil contracts."
REVISED_TEXT = "Germany abstained too. The lesson says so, and I do not know why it did."


@pytest.fixture(autouse=True)
def _an_empty_site_with_the_course(transactional_db, settings):
    settings.TEACHER_SIGNUP = "open"
    call_command("load_curriculum", verbosity=0)


@pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_an_empty_site_to_a_graded_class(page_for, js):
    teacher, mod = page_for(js=js), page_for(js=js)
    awa, karim = page_for(js=js, width=375), page_for(js=js, width=375)

    code = open_a_class(teacher)
    join(awa, code, "Awa Diallo", "awa.d")
    join(karim, code, "Karim Ait", "karim.a")
    join(mod, code, "Mr Keïta", "keita")
    make_moderator(teacher, "Mr Keïta")
    assign(teacher, "1.1 Who decided?")

    read_the_lesson(awa)
    check_yourself(awa)
    for student in (awa, karim):
        take_the_quiz(student)
    take_a_stance(awa)
    post(awa, FIRST_TEXT, claim="C14")
    post(karim, SECOND_TEXT)

    decide(mod, FIRST_TEXT, "Publish")
    decide(mod, SECOND_TEXT, "Return to revise", norm="Say where a fact comes from.", message="Where did you read it?")
    revise(karim, SECOND_TEXT, REVISED_TEXT)
    decide(mod, REVISED_TEXT, "Publish")
    read_each_other(awa, FIRST_TEXT, REVISED_TEXT, without=SECOND_TEXT)

    mark_the_essays(teacher)
    see_the_grades(teacher)
    see_the_mark(awa)
    assert AuditEntry.objects.count() > 0
    assert Grade.objects.filter(state=Grade.State.FINAL).count() == 2
