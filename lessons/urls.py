"""Addresses of the course and of its use in a class."""

from django.urls import path

from lessons.views import assigning, library, reading

app_name = "lessons"
assignments = "classes/<slug:classroom_slug>/assignments/"
assignment = f"{assignments}<int:assignment_pk>/"
urlpatterns = [
    path("", library.landing, name="landing"),
    path("library/", library.library, name="library"),
    path("library/modules/<slug:module_slug>/", library.module, name="module"),
    path("library/lessons/<slug:lesson_slug>/", library.lesson, name="lesson"),
    path("library/claims/", library.claims, name="claims"),
    path("library/claims/<slug:claim_code>/", library.claim, name="claim"),
    path("library/glossary/", library.glossary, name="glossary"),
    path("library/timeline/", library.timeline, name="timeline"),
    path("library/sources/", library.sources, name="sources"),
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
