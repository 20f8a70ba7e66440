"""The answer key of a lesson's quiz, for those who teach."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from classrooms.access import teaching
from lessons.models import Lesson
from quizzes.models import Question, Quiz


@teaching
def answer_key(request: HttpRequest, lesson_slug: str) -> HttpResponse:
    """Every question with its right answer, why, and where that stands."""
    lesson = get_object_or_404(Lesson.objects.readable(), slug=lesson_slug)
    quiz = get_object_or_404(Quiz, lesson=lesson)
    context = {
        "lesson": lesson,
        "edition": lesson.current_edition,
        "versions": quiz.versions(),
        "suspended": Question.objects.of_the_course().current().suspended().filter(lesson=lesson),
    }
    return render(request, "quizzes/answer_key.html", context)
