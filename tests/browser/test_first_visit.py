"""A lesson is light: a phone on a poor connection gets it in one small parcel, and from nobody else."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from lessons.models import Lesson

BYTES, REQUESTS = 90_000, 8


@pytest.mark.parametrize("code", ["1.1", "1.2", "1.3", "1.4", "1.5"])
def test_the_first_visit_to_a_lesson(code, page_for):
    call_command("load_curriculum", verbosity=0)
    page = page_for(width=375)
    parcels = []
    page.on("requestfinished", lambda request: parcels.append((request.url, request.sizes())))
    page.goto(reverse("lessons:lesson", args=[Lesson.objects.get(code=code).slug]), wait_until="networkidle")
    weights = {url: sizes["responseBodySize"] + sizes["responseHeadersSize"] for url, sizes in parcels}
    assert len(parcels) <= REQUESTS, sorted(weights)
    assert 10_000 < sum(weights.values()) <= BYTES, weights
