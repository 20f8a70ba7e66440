"""Addresses of the top floor: home, a class's home, the gradebook."""

from django.urls import path

from gradebook.views import classroom, home, table

app_name = "gradebook"

urlpatterns = [
    path("home/", home.home, name="home"),
    path("classes/<slug:classroom_slug>/", classroom.classroom, name="classroom"),
    path("classes/<slug:classroom_slug>/gradebook/", table.table, name="table"),
    path("classes/<slug:classroom_slug>/gradebook.csv", table.export, name="export"),
    path(
        "classes/<slug:classroom_slug>/gradebook/<int:assignment_pk>/<int:student_pk>/", table.explain, name="explain"
    ),
]
