"""The ground floor as a Django app: its static files, template tags and checks."""

from django.apps import AppConfig


class SahelConfig(AppConfig):
    """Sahel's ground floor."""

    name = "sahel"
