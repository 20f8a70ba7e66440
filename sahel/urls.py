"""Every address of the site, by app."""

from django.urls import include, path

from sahel import health, theme

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("theme/", theme.set_theme, name="set_theme"),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("", include("classrooms.urls")),
    path("", include("lessons.urls")),
    path("", include("quizzes.urls")),
    path("", include("discussions.urls")),
    path("", include("gradebook.urls")),
]
