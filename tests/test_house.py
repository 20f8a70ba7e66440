"""The rules of the house (docs/architecture.md), read off the source: each test lists the places that break one."""

import ast
import re

import pytest
from django.apps import apps as installed

from tests.source import FLOORS, ROOT, apps, python, texts

FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "managers", "services", "signals", "mixins"}
ACCESS = {
    "member_required",
    "student_required",
    "student_or_teacher_required",
    "teacher_required",
    "moderator_required",
    "signed_in",
    "teaching",
    "public",
}
BELOW_ACCESS = {"sahel", "accounts"}  # their views say it in `view.admits`; see tests/test_access.py
LINES = {"an app's file": 320, "a test's file": 250, "a function": 45, "a template": 120}

# Sides that change with the direction of writing: Sahel's style sheets say start, end, inline and block.
PHYSICAL = re.compile(
    r"(?<![-\w])((margin|padding|border)-(left|right|top|bottom)(-\w+)?\s*:|(left|right)\s*:"
    r"|(text-align|float|clear)\s*:\s*(left|right)\b)"
)
INLINE = re.compile(r"<[a-z][^>]*\s(style|on[a-z]+|hx-on[:\w-]*)\s*=|<style\b|<script(?![^>]*\ssrc=)|javascript:", re.I)


class TestPython:
    def test_imports_point_down(self):
        wrong = [
            f"{source.path} imports {module}"
            for source in apps()
            for module in source.imports()
            if (there := module.partition(".")[0]) in FLOORS and there != source.app and not _below(there, source.app)
        ]
        assert not wrong

    def test_no_file_has_a_name_that_says_nothing(self):
        wrong = [source.path for source in apps() if {source.path.stem, source.path.parent.name} & FORBIDDEN_NAMES]
        assert not wrong

    def test_every_module_opens_with_a_docstring(self):
        assert not [source.path for source in python() if source.text.strip() and not ast.get_docstring(source.tree)]

    def test_no_file_is_too_long_to_read(self):
        wrong = []
        for source in python():
            limit = LINES["an app's file"] if source.app in FLOORS else LINES["a test's file"]
            if (lines := len(source.text.splitlines())) > limit:
                wrong.append(f"{source.path}: {lines}")
        assert not wrong

    def test_no_function_is_too_long_to_read(self):
        wrong = [
            f"{source.path}:{function.name}: {lines}"
            for source in python()
            for function in source.functions()
            if (lines := function.end_lineno - function.lineno + 1) > LINES["a function"]
        ]
        assert not wrong

    def test_nothing_happens_behind_your_back(self):
        """No signals: who wants to act on a change is called, or registers where docs/architecture.md says."""
        signals = ("django.dispatch", "django.db.models.signals", "django.core.signals")
        assert not [source.path for source in apps() for module in source.imports() if module.startswith(signals)]

    def test_nothing_is_left_for_later(self):
        left = re.compile(r"\b(TO" + r"DO|FIX" + r"ME)\b|pytest\.(mark\.)?(skip|xfail)|time\.sleep\(")
        assert not [f"{source.path}: {found[0]}" for source in python() if (found := left.search(source.text))]


class TestViews:
    def test_every_view_says_first_whom_it_admits(self):
        wrong = []
        for source in apps():
            if source.app in BELOW_ACCESS or not source.is_view_or_form:
                continue
            for function in source.tree.body:
                is_view = isinstance(function, ast.FunctionDef) and _first_argument(function) == "request"
                if is_view and not function.name.startswith("_") and _outermost_decorator(function) not in ACCESS:
                    wrong.append(f"{source.path}:{function.name}")
        assert not wrong

    def test_views_and_forms_see_only_what_the_member_may_see(self):
        scoped = {model.__name__ for model in installed.get_models() if hasattr(model._default_manager, "visible_to")}
        wrong = [
            f"{source.path}: {'.'.join(chain)}"
            for source in apps()
            if source.is_view_or_form
            for chain in source.chains()
            if chain[0] in scoped and "objects" in chain and not {"visible_to", "none"} & set(chain)
        ]
        assert not wrong

    def test_every_narrowing_inside_a_class_has_its_own_tests(self):
        """Trying every URL does not tell classmates apart: so each override of `visible_to` has a `TestVisibleTo`."""
        tested = "".join(
            ast.get_source_segment(source.text, node)
            for source in python()
            if source.app == "tests"
            for node in source.tree.body
            if isinstance(node, ast.ClassDef) and "VisibleTo" in node.name
        )
        narrowed = {
            model.__name__
            for model in installed.get_models()
            if model._meta.app_label in FLOORS and "visible_to" in vars(model._default_manager._queryset_class)
        }
        assert not {name for name in narrowed if not re.search(rf"\b{name}\.objects\b", tested)}


class TestTemplates:
    def test_nothing_is_inline(self):
        """The content security policy would refuse it."""
        found = {path: INLINE.findall(text) for path, text in texts("*.html").items()}
        assert not {path: inline for path, inline in found.items() if inline}

    def test_no_template_is_too_long_to_read(self):
        lengths = {path: len(text.splitlines()) for path, text in texts("*.html").items()}
        assert not {path: lines for path, lines in lengths.items() if lines > LINES["a template"]}

    def test_every_form_that_htmx_posts_also_works_without_it(self):
        """`hx-post` stands on a form with an action, or on something inside one."""
        wrong = []
        for path, text in texts("*.html").items():
            for tag in re.findall(r"<[a-z][^>]*\shx-(?:post|get)=[^>]*>", text):
                plain = "action=" if tag.startswith("<form") else "href=" if tag.startswith("<a") else "form"
                if plain not in tag:
                    wrong.append(f"{path}: {tag[:80]}")
        assert not wrong


class TestStyleSheets:
    def test_no_style_depends_on_the_direction_of_writing(self):
        found = {path: [match[0] for match in PHYSICAL.finditer(text)] for path, text in texts("*.css").items()}
        assert not {path: physical for path, physical in found.items() if physical}


@pytest.mark.parametrize(
    ("check", "broken", "sound"),
    [
        (INLINE, '<p style="color: red">', '<p class="style">'),
        (INLINE, '<a href="/" onclick="x()">', '<a href="/on=1" data-on="2">'),
        (INLINE, "<script>x()</script>", '<script src="x.js" defer></script>'),
        (PHYSICAL, "a { margin-left: 1rem }", "a { margin-inline-start: 1rem }"),
        (PHYSICAL, "a { left: 0 }", "a { inset-inline-start: 0; --left: 1 }"),
        (PHYSICAL, "a { text-align: right; }", "a { text-align: end; }"),
    ],
)
def test_the_rules_find_what_they_are_for(check, broken, sound):
    assert check.search(broken)
    assert not check.search(sound)


def test_the_source_is_really_read():
    assert (ROOT / "manage.py").exists()
    assert {source.app for source in apps()} == set(FLOORS)


def _below(there: str, here: str) -> bool:
    return FLOORS[there] < FLOORS[here]


def _first_argument(function: ast.FunctionDef) -> str:
    return function.args.args[0].arg if function.args.args else ""


def _outermost_decorator(function: ast.FunctionDef) -> str:
    if not function.decorator_list:
        return ""
    first = function.decorator_list[0]
    named = first.func if isinstance(first, ast.Call) else first
    return named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", "")
