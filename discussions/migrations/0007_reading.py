"""Up to where somebody has read; and the words by which published posts are found, with the triggers that keep them.

SQLite drops a table's triggers when Django builds it anew: a migration that alters discussions_post, discussions_body
or discussions_searchtext there takes `remove_index` before and `make_index` after it.
"""

import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from discussions.audit_log import Triggers, creating, dropping
from discussions.searching import words_of
from sahel.append_only import AppendOnly

# What comes is words already, with one space between two: neither database has anything left to judge.
TABLE = {
    "sqlite": ["CREATE VIRTUAL TABLE discussions_foundpost USING fts5(words, tokenize = 'ascii')"],
    "postgresql": [
        "CREATE TABLE discussions_foundpost (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX discussions_foundpost_words ON discussions_foundpost USING gin (words)",
        """
        CREATE FUNCTION discussions_words(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
        SELECT coalesce(string_agg('''' || word || ''':' || least(place, 16383), ' '), '')::tsvector
        FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS list(word, place) $$
        """,
    ],
}
NO_TABLE = {
    "sqlite": ["DROP TABLE discussions_foundpost"],
    "postgresql": ["DROP TABLE discussions_foundpost", "DROP FUNCTION discussions_words(text)"],
}


# From which revision's words a post is found, whichever way round the two rows come.
OUT = "DELETE FROM discussions_foundpost WHERE rowid"
INTO = "INSERT INTO discussions_foundpost (rowid, words) SELECT"
WHEN_LIVE_CHANGES = f"""
{OUT} = OLD.id;
{INTO} NEW.id, WORDS(s.words) FROM discussions_searchtext s WHERE s.revision_id = NEW.live_revision_id;
"""
WHEN_WORDS_COME = f"{INTO} p.id, WORDS(NEW.words) FROM discussions_post p WHERE p.live_revision_id = NEW.revision_id;"
WHEN_WORDS_GO = f"{OUT} IN (SELECT p.id FROM discussions_post p WHERE p.live_revision_id = OLD.revision_id);"  # noqa: S608
WHEN_THE_TEXT_GOES = "DELETE FROM discussions_searchtext WHERE revision_id = OLD.revision_id;"
TRIGGERS = {
    "what_is_live_is_found": (
        "AFTER UPDATE OF live_revision_id ON discussions_post",
        "WHEN (COALESCE(NEW.live_revision_id, 0) <> COALESCE(OLD.live_revision_id, 0))",
        WHEN_LIVE_CHANGES,
    ),
    "words_of_what_is_live_are_found": ("AFTER INSERT ON discussions_searchtext", "", WHEN_WORDS_COME),
    "words_that_go_find_nothing": ("AFTER DELETE ON discussions_searchtext", "", WHEN_WORDS_GO),
    "words_go_with_the_text": ("AFTER DELETE ON discussions_body", "", WHEN_THE_TEXT_GOES),
}


def triggers(vendor: str) -> Triggers:
    """Whatever changes what is live changes the index; where a text is deleted, so is what finds it."""
    words = "(" if vendor == "sqlite" else "discussions_words("
    return {name: (event, when, does.replace("WORDS(", words)) for name, (event, when, does) in TRIGGERS.items()}


def make_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The index and its triggers."""
    vendor = schema_editor.connection.vendor
    for statement in TABLE[vendor]:
        schema_editor.execute(statement, params=None)
    creating(triggers(vendor))(apps, schema_editor)


def remove_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Neither index nor triggers."""
    vendor = schema_editor.connection.vendor
    dropping(triggers(vendor))(apps, schema_editor)
    for statement in NO_TABLE[vendor]:
        schema_editor.execute(statement, params=None)


def read_words(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the words of what has been written; the trigger puts them where they are found."""
    body, search_text = apps.get_model("discussions", "Body"), apps.get_model("discussions", "SearchText")
    batch = []
    for row in body.objects.values("revision_id", "text", "steelman").iterator():
        words = " ".join(words_of(f"{row['text']}\n{row['steelman']}"))
        batch.append(search_text(revision_id=row["revision_id"], words=words))
    search_text.objects.bulk_create(batch, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("classrooms", "0002_keeps_a_teacher"), ("discussions", "0006_word_rules")]

    operations = [
        migrations.CreateModel(
            name="ThreadMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seen_seq", models.PositiveIntegerField(default=0)),
                ("seen_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="classrooms.membership"
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="discussions.thread"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["thread", "member"], name="one_mark_per_thread_and_member")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="search_text",
                        serialize=False,
                        to="discussions.revision",
                    ),
                ),
                ("words", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="FoundPost",
            fields=[
                (
                    "post",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="found",
                        serialize=False,
                        to="discussions.post",
                    ),
                ),
                ("words", models.TextField()),
            ],
            options={"managed": False},
        ),
        AppendOnly("SearchText", verbs=("update",)),
        migrations.RunPython(make_index, remove_index),
        migrations.RunPython(read_words, migrations.RunPython.noop),
    ]
