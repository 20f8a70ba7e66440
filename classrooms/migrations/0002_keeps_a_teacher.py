"""A class that had a teacher always keeps one."""

from django.db import migrations

from classrooms.keeps_a_teacher import KeepsATeacher


class Migration(migrations.Migration):
    """Kept apart from the tables: it is the database's rule, not Django's."""

    dependencies = [("classrooms", "0001_initial")]

    operations = [KeepsATeacher()]
