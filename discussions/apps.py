"""Discussions as a Django app: what it adds to the course's files, and what it does when a lesson is assigned."""

from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    """The discussions floor."""

    name = "discussions"

    def ready(self) -> None:
        """Add prompts.yaml to the course, and open the threads of each new assignment."""
        import discussions.own_checks  # noqa: F401 whose check of the settings Django then runs
        from discussions.models import Thread
        from discussions.prompts import PromptsFile
        from lessons.apps import LessonsConfig  # at the top it would be a second candidate for this app's config

        LessonsConfig.course_parts.append(PromptsFile())
        LessonsConfig.when_assigned.append(Thread.open_for)
