"""How a lesson is taught: the steps in class, and what to know beforehand. For teachers."""

from django.db import models
from django.db.models import Q

from lessons.models.course import Lesson


class Guide(models.Model):
    """The teacher's page of a lesson. `steps` is a list of {kind, title, minutes, html}, in order."""

    lesson = models.OneToOneField(Lesson, on_delete=models.PROTECT, related_name="guide")
    minutes = models.PositiveSmallIntegerField()
    steps = models.JSONField()
    misconception_html = models.TextField()
    vocabulary = models.JSONField(default=list)
    without_devices_html = models.TextField()
    care_html = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(minutes__gt=0), name="teaching_takes_time")]

    def __str__(self) -> str:
        return f"Guide to lesson {self.lesson_id}"
