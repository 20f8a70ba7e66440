"""Addresses of this app."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from quizzes.views import answering, checks, keys, marking, results, taking, terms
from quizzes.views import answering, checks, importing, keys, marking, results, taking


class CodeConverter(StringConverter):
    """A code of the course; never with NUL, which PostgreSQL does not even compare."""

    regex = r"[^/\x00]+"


register_converter(CodeConverter, "code")

app_name = "quizzes"
quizzes = "classes/<slug:classroom_slug>/quizzes/"
attempt = f"{quizzes}attempts/<int:attempt_pk>/"
response = f"{quizzes}answers/<int:response_pk>/"
to_mark = "classes/<slug:classroom_slug>/to-mark/"
urlpatterns = [
    path("library/check/<code:question_code>/", checks.check, name="check"),
    path("library/lessons/<slug:lesson_slug>/answer-key/", keys.answer_key, name="answer_key"),
    path(f"{quizzes}<int:assignment_pk>/", taking.start, name="start"),
    path(attempt, taking.attempt, name="attempt"),
    path(response, answering.answer, name="answer"),
    path(f"{response}choose/<int:response_event_pk>/", answering.choose, name="choose"),
    path(f"{attempt}all/", answering.paper, name="paper"),
    path(f"{attempt}clock/", answering.clock, name="clock"),
    path(f"{attempt}review/", taking.review, name="review"),
    path(f"{attempt}submit/", taking.submit, name="submit"),
    path(f"{attempt}result/", results.result, name="result"),
    path(f"{attempt}handed-in/", results.handed_in, name="handed_in"),
    path(f"{attempt}import/", importing.import_answers, name="import_answers"),
    path(f"{quizzes}late/<int:response_event_pk>/accept/", results.accept_late, name="accept_late"),
    path(f"{quizzes}<int:assignment_pk>/release/", results.release, name="release"),
    path(to_mark, marking.to_mark, name="to_mark"),
    path(f"{to_mark}<int:response_pk>/", marking.mark, name="mark"),
    path(f"{quizzes}<int:assignment_pk>/settings/", terms.quiz_settings, name="quiz_settings"),
    path(f"{quizzes}<int:assignment_pk>/preview/", terms.preview, name="preview"),
    path(f"{quizzes}<int:assignment_pk>/exceptions/", terms.exceptions, name="exceptions"),
    path("classes/<slug:classroom_slug>/exceptions/<int:override_pk>/end/", terms.end_exception, name="end_exception"),
    path("classes/<slug:classroom_slug>/accommodations/", terms.accommodations, name="accommodations"),
]
