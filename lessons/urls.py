"""Addresses of the course and of its use in a class."""

from django.urls import path

from lessons.views import article, assigning, library, reading, teaching, timeline

app_name = "lessons"
assignments = "classes/<slug:classroom_slug>/assignments/"
assignment = f"{assignments}<int:assignment_pk>/"
urlpatterns = [
    path("", library.landing, name="landing"),
    path("library/", library.library, name="library"),
    path("library/modules/<slug:module_slug>/", library.module, name="module"),
    path("library/overview/", teaching.overview, name="overview"),
    path("library/article/", article.article, name="article"),
    path("library/lessons/<slug:lesson_slug>/", library.lesson, name="lesson"),
    path("library/lessons/<slug:lesson_slug>/sources/", library.lesson_sources, name="lesson_sources"),
    path("library/lessons/<slug:lesson_slug>/teaching/", teaching.guide, name="guide"),
    path("library/lessons/<slug:lesson_slug>/pack/", teaching.pack, name="pack"),
    path("library/claims/", library.claims, name="claims"),
    path("library/claims/<slug:claim_code>/", library.claim, name="claim"),
    path("library/claims/<slug:claim_code>/judge/", article.judge, name="judge"),
    path("library/glossary/", library.glossary, name="glossary"),
    path("library/timeline/", timeline.timeline, name="timeline"),
    path("library/sources/", library.sources, name="sources"),
    path("library/sources/<slug:source_key>/", library.source, name="source"),
    path(assignments, reading.assignments, name="assignments"),
    path(f"{assignments}new/", assigning.assign, name="assign"),
    path(assignment, reading.assignment, name="assignment"),
    path(f"{assignment}edit/", assigning.edit_assignment, name="edit_assignment"),
    path(f"{assignment}withdraw/", assigning.withdraw, name="withdraw"),
    path(f"{assignment}give-again/", assigning.give_again, name="give_again"),
    path(f"{assignment}edition/", assigning.take_edition, name="take_edition"),
    path(f"{assignment}lesson/", reading.read, name="read"),
    path(f"{assignment}lesson/section/", reading.mark_section, name="mark_section"),
]
