"""A filled composer; and where races are tried.

Races need a database that lets eight writers in at once. SQLite admits one, so there they are not collected.
"""

import uuid

from django.conf import settings

TEXT = "A list that leaves out Germany changes the story."

ON_POSTGRESQL = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
collect_ignore = [] if ON_POSTGRESQL else ["test_races.py"]


def filled(**given) -> dict[str, object]:
    """What a browser posts when somebody has written a plain claim and presses the button."""
    return {"kind": "claim", "text": TEXT, "client_token": str(uuid.uuid4()), "seq": 1, "step": "send", **given}
