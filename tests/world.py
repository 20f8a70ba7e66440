"""One row for every kind of key that stands in an address, so that tests can try every address.

An app says in tests/<app>/world.py how to make the row that a key names:

    @stands_for("thread_pk")
    def thread(world: World) -> Thread:
        return ThreadFactory(assignment=world["assignment_pk"])

The row belongs to `world.classroom`, and every role that the views admit can see it: what only one person sees belongs
to `world.caller`, whoever that is in this test; what only a student has belongs to `world.student`. The key's last word
is the row's attribute (`thread_pk`: pk, `lesson_slug`: slug). A view that needs its row in another state gets its
own: `@stands_for("attempt_pk", at="quizzes:result")`.
"""

from collections.abc import Callable, Iterator
from importlib import import_module

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from classrooms.models import Classroom, Membership, Role
from tests.factories import ClassroomFactory, MembershipFactory

APPS = ["accounts", "classrooms", "lessons", "quizzes", "discussions", "gradebook"]

Maker = Callable[["World"], Model]
_makers: dict[tuple[str, str], Maker] = {}


def stands_for(key: str, *, at: str = "") -> Callable[[Maker], Maker]:
    """Register how to make the row that `key` names, everywhere or only for the view `at`."""

    def register(maker: Maker) -> Maker:
        _makers[key, at] = maker
        return maker

    return register


class Page:
    """An address of the site: its view, its name and the keys in it."""

    def __init__(self, pattern: URLPattern, name: str, keys: tuple[str, ...]) -> None:
        self.view = pattern.callback
        self.name = name
        self.keys = keys

    def __repr__(self) -> str:
        return self.name

    @property
    def is_ours(self) -> bool:
        """Whether Sahel wrote the view."""
        return self.view.__module__.partition(".")[0] in {"sahel", *APPS}

    @property
    def admits(self) -> object:
        """The roles it admits, or a sentence that begins with "everybody"."""
        return getattr(self.view, "admits", None)

    @property
    def roles(self) -> list[Role]:
        """The roles it admits; none when it belongs to no class."""
        return [] if isinstance(self.admits, str) or self.admits is None else list(self.admits)

    @property
    def is_public(self) -> bool:
        """Whether strangers may come in."""
        return isinstance(self.admits, str) and self.admits.startswith("everybody:")


class World:
    """A class with one member per role, and on demand one row for each key."""

    def __init__(self, caller: Role = Role.STUDENT) -> None:
        self.classroom: Classroom = ClassroomFactory()
        self.student = self._member(Role.STUDENT)
        self.teacher = self._member(Role.TEACHER)
        self.moderator = self._member(Role.MODERATOR)
        self.caller = self.member(caller)
        self._rows: dict[tuple[str, str], Model] = {("classroom_slug", ""): self.classroom}

    def __getitem__(self, key: str) -> Model:
        """The row that `key` names everywhere."""
        return self.row(key)

    def row(self, key: str, at: str = "") -> Model:
        """The row that `key` names at the view `at`; made when first asked for."""
        maker = (key, at) if (key, at) in _makers else (key, "")
        if maker not in self._rows:
            assert maker in _makers, f"no test knows a row for {key!r}: say in tests/<app>/world.py what stands for it"
            self._rows[maker] = _makers[maker](self)
        return self._rows[maker]

    def fill(self) -> None:
        """Make every row there is a key for."""
        for key, at in list(_makers):
            self.row(key, at)

    def member(self, role: Role) -> Membership:
        """The member of the class who has `role`."""
        return {Role.STUDENT: self.student, Role.TEACHER: self.teacher, Role.MODERATOR: self.moderator}[role]

    def rows(self, page: Page) -> dict[str, Model]:
        """The row behind each key of `page`."""
        return {key: self.row(key, page.name) for key in page.keys}

    def address(self, page: Page, **other: str) -> str:
        """The address of `page` with this world's rows; `other` replaces keys."""
        kwargs = {key: getattr(row, key.rpartition("_")[2]) for key, row in self.rows(page).items()}
        return reverse(page.name, kwargs=kwargs | other)

    def _member(self, role: Role) -> Membership:
        return MembershipFactory(classroom=self.classroom, role=role, user__is_teacher=role == Role.TEACHER)


def pages() -> list[Page]:
    """Every address of the site."""
    return list(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, prefix: str, keys: tuple[str, ...]) -> Iterator[Page]:
    for entry in resolver.url_patterns:
        inside = (*keys, *entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix, inside)
        else:
            yield Page(entry, f"{prefix}{entry.name}", inside)


def know_all_rows() -> None:
    """Read what every app says of its keys."""
    for app in APPS:
        import_module(f"tests.{app}.world")
