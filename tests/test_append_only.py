"""What is written once stays as it was written: the database itself refuses, whoever asks."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model, QuerySet
from factory.django import DjangoModelFactory

from sahel.append_only import AppendOnly
from tests.world import World, know_all_rows

know_all_rows()


def what_is_refused() -> Iterator[tuple[type[Model], str]]:
    """Each model that a migration declares append-only, with each verb that is refused."""
    for (app, _), migration in sorted(MigrationLoader(None).disk_migrations.items()):
        for operation in migration.operations:
            if isinstance(operation, AppendOnly):
                yield from ((apps.get_model(app, operation.model_name), verb) for verb in operation.verbs)


def a_row(model: type[Model]) -> QuerySet:
    """One row of `model`: from its factory, or of those that come with the rows behind the site's addresses."""
    app = f"tests.{model._meta.app_label}"
    modules = [import_module(f"{app}.{path.stem}") for path in Path(app.replace(".", "/")).glob("*factories.py")]
    named = [kind for module in modules for kind in vars(module).values()]
    kinds = [kind for kind in named if isinstance(kind, type) and issubclass(kind, DjangoModelFactory)]
    if made := next((kind for kind in kinds if kind._meta.model is model), None):
        return model._base_manager.filter(pk=made().pk)
    World().fill()
    row = model._base_manager.first()
    assert row, f"{app} needs a factory of {model.__name__}, so that its triggers can be tried"
    return model._base_manager.filter(pk=row.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "verb"), list(what_is_refused()))
def test_the_database_refuses(model, verb):
    rows = a_row(model)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        if verb == "update":
            rows.update(**{model._meta.pk.attname: rows.get().pk})
        else:
            rows._raw_delete(using=connection.alias)
    assert rows.exists()
