"""Addresses of this app."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from quizzes.kinds import KINDS
from quizzes.views import (
    adjusting,
    analysis,
    answering,
    authoring,
    bank,
    cards,
    checks,
    giving,
    importing,
    keys,
    marking,
    places,
    regrading,
    results,
    rubrics,
    taking,
    terms,
    writing,
)


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
my_quizzes = "classes/<slug:classroom_slug>/my-quizzes/"
my_quiz = f"{my_quizzes}<int:quiz_pk>/"
place = f"{my_quiz}places/<int:quiz_item_pk>/"
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
    path(f"{quizzes}<int:assignment_pk>/items/", analysis.items, name="items"),
    path(f"{quizzes}<int:assignment_pk>/responses.csv", analysis.responses, name="responses"),
    path(to_mark, marking.to_mark, name="to_mark"),
    path(f"{to_mark}<int:response_pk>/", marking.mark, name="mark"),
    path(f"{quizzes}<int:assignment_pk>/marks/release/", marking.release_marks, name="release_marks"),
    path(f"{response}adjust/", adjusting.adjust, name="adjust"),
    path("classes/<slug:classroom_slug>/questions/<int:question_pk>/regrade/", regrading.regrade, name="regrade"),
    path(f"{quizzes}<int:assignment_pk>/settings/", terms.quiz_settings, name="quiz_settings"),
    path(f"{quizzes}<int:assignment_pk>/preview/", terms.preview, name="preview"),
    path(f"{quizzes}<int:assignment_pk>/exceptions/", terms.exceptions, name="exceptions"),
    path("classes/<slug:classroom_slug>/exceptions/<int:override_pk>/end/", terms.end_exception, name="end_exception"),
    path("classes/<slug:classroom_slug>/accommodations/", terms.accommodations, name="accommodations"),
    path(f"{questions}new/<kind:kind>/", writing.write_question, name="write_question"),
    path(f"{questions}preview/<kind:kind>/", writing.preview_question, name="preview_question"),
    path(f"{questions}<int:question_pk>/", writing.edit_question, name="edit_question"),
    path(f"{my_rubrics}new/", rubrics.write_rubric, name="write_rubric"),
    path(f"{my_rubrics}<int:rubric_pk>/", rubrics.edit_rubric, name="edit_rubric"),
    path("review/", cards.cards, name="cards"),
    path("review/<int:card_pk>/", cards.rate, name="rate"),
    path("review/<int:card_pk>/answer/", cards.card_answer, name="card_answer"),
    path(my_quizzes, authoring.my_quizzes, name="my_quizzes"),
    path(f"{my_quizzes}new/", authoring.new_quiz, name="new_quiz"),
    path(my_quiz, authoring.edit_quiz, name="edit_quiz"),
    path(f"{my_quiz}retire/", authoring.retire_quiz, name="retire_quiz"),
    path(f"{my_quiz}bring-back/", authoring.bring_back_quiz, name="bring_back_quiz"),
    path(f"{my_quiz}order/", places.order_quiz, name="order_quiz"),
    path(f"{place}remove/", places.remove_item, name="remove_item"),
    path(f"{place}make-mine/", places.make_mine, name="make_mine"),
    path(f"{my_quiz}bank/", bank.bank, name="bank"),
    path(f"{my_quiz}bank/<int:question_pk>/", bank.bank_question, name="bank_question"),
    path(f"{my_quiz}pools/new/", bank.add_pool, name="add_pool"),
    path(f"{my_quiz}pools/<int:quiz_item_pk>/", bank.edit_pool, name="edit_pool"),
    path(f"{my_quiz}give/", giving.give_quiz, name="give_quiz"),
]
