"""The top floor as a Django app: it keeps a grade for every graded attempt."""

from django.apps import AppConfig, apps


class GradebookConfig(AppConfig):
    """Stored grades, and the pages that look at every floor."""

    name = "gradebook"

    def ready(self) -> None:
        """Ask the quiz floor to be told when a mark is made."""
        from gradebook.recording import record

        apps.get_app_config("quizzes").when_graded.append(record)
