"""Addresses of the course and of its use in a class."""

from django.urls import path

from lessons.views import library

app_name = "lessons"
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
]
