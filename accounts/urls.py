"""Addresses of this app; the rest of /accounts/ is allauth's."""

from django.urls import path

from accounts import views

urlpatterns = [
    path("preferences/", views.preferences, name="account_preferences"),
    path("one-time-code/", views.change_one_time_code, name="change_one_time_code"),
]
