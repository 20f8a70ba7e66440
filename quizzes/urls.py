"""Addresses of this app."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from quizzes.kinds import KINDS
from quizzes.views import checks, keys, marking, results, rubrics, taking, writing


class CodeConverter(StringConverter):
    """A code of the course; never with NUL, which PostgreSQL does not even compare."""

    regex = r"[^/\x00]+"


class KindConverter(StringConverter):
    """The name of a kind of question."""

    regex = "|".join(KINDS)


register_converter(CodeConverter, "code")
register_converter(KindConverter, "kind")

app_name = "quizzes"
quizzes = "classes/<slug:classroom_slug>/quizzes/"
attempt = f"{quizzes}attempts/<int:attempt_pk>/"
response = f"{quizzes}answers/<int:response_pk>/"
questions = "classes/<slug:classroom_slug>/my-quizzes/<int:quiz_pk>/questions/"
my_rubrics = "classes/<slug:classroom_slug>/my-rubrics/"
to_mark = "classes/<slug:classroom_slug>/to-mark/"
urlpatterns = [
    path("library/check/<code:question_code>/", checks.check, name="check"),
    path("library/lessons/<slug:lesson_slug>/answer-key/", keys.answer_key, name="answer_key"),
    path(f"{quizzes}<int:assignment_pk>/", taking.start, name="start"),
    path(attempt, taking.attempt, name="attempt"),
    path(response, taking.answer, name="answer"),
    path(f"{response}choose/<int:response_event_pk>/", taking.choose, name="choose"),
    path(f"{attempt}review/", taking.review, name="review"),
    path(f"{attempt}submit/", taking.submit, name="submit"),
    path(f"{attempt}result/", results.result, name="result"),
    path(f"{attempt}handed-in/", results.handed_in, name="handed_in"),
    path(f"{quizzes}late/<int:response_event_pk>/accept/", results.accept_late, name="accept_late"),
    path(f"{quizzes}<int:assignment_pk>/release/", results.release, name="release"),
    path(to_mark, marking.to_mark, name="to_mark"),
    path(f"{to_mark}<int:response_pk>/", marking.mark, name="mark"),
    path(f"{questions}new/<kind:kind>/", writing.write_question, name="write_question"),
    path(f"{questions}preview/<kind:kind>/", writing.preview_question, name="preview_question"),
    path(f"{questions}<int:question_pk>/", writing.edit_question, name="edit_question"),
    path(f"{my_rubrics}new/", rubrics.write_rubric, name="write_rubric"),
    path(f"{my_rubrics}<int:rubric_pk>/", rubrics.edit_rubric, name="edit_rubric"),
]
