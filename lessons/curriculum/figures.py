"""Figures drawn on the server, each with its table behind it. Pure."""

from collections.abc import Mapping, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lessons.curriculum.notes import SourceLine

WIDTH = 600
HEIGHT = 14


def bars(data: Mapping[str, object], source: SourceLine) -> SafeString:
    """Horizontal bars: one row each of label, number and, where given, who or what is counted.

    The words are HTML and the bars SVG, so that text keeps its size on a phone. `data` is the figure as its editor
    wrote it: title, unit, rows of [label, number, note], note.
    """
    rows = [(str(row[0]), row[1], str(row[2]) if len(row) > 2 else "") for row in data["rows"]]
    longest = max((number for _label, number, _note in rows), default=0) or 1
    return format_html(
        '<figure class="figure"><figcaption>{title}</figcaption><ul class="bar-rows">{bars}</ul>'
        '<p class="figure-source">{source}{note}</p>'
        '<details class="plain"><summary>{show}</summary>{table}</details></figure>',
        title=data["title"],
        bars=format_html_join("", "{}", ((_bar(*row, longest=longest, unit=str(data["unit"])),) for row in rows)),
        source=_("Source: %(maker)s, %(published)s.") % {"maker": source.maker, "published": source.published},
        note=f" {data['note']}" if data.get("note") else "",
        show=_("Show as a table"),
        table=_table(str(data["title"]), str(data["unit"]), rows),
    )


def _bar(label: str, number: float, note: str, *, longest: float, unit: str) -> SafeString:
    return format_html(
        '<li><span>{label}{note}</span> <b class="num">{number} <span class="visually-hidden">{unit}</span></b>'
        '<svg class="bar" viewBox="0 0 {width} {height}" aria-hidden="true">'
        '<rect class="fill-action" width="{filled}" height="{height}"/></svg></li>',
        label=label,
        note=format_html('<span class="meta">: {}</span>', note) if note else "",
        number=number,
        unit=unit,
        width=WIDTH,
        height=HEIGHT,
        filled=round(WIDTH * number / longest),
    )


def _table(title: str, unit: str, rows: Sequence[tuple[str, float, str]]) -> SafeString:
    has_notes = any(note for _label, _number, note in rows)
    return format_html(
        '<table class="data-table"><caption>{}</caption><thead><tr><td></td>'
        '<th scope="col" class="n">{}</th>{}</tr></thead><tbody>{}</tbody></table>',
        title,
        unit,
        format_html('<th scope="col">{}</th>', _("Which")) if has_notes else "",
        format_html_join(
            "",
            '<tr><th scope="row">{}</th><td class="n">{}</td>{}</tr>',
            ((label, number, format_html("<td>{}</td>", note) if has_notes else "") for label, number, note in rows),
        ),
    )
