"""What every figure has around it, and the shapes and marks that several kinds share. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from lessons.curriculum.markdown import render_inline
from lessons.curriculum.notes import SourceLine
from lessons.curriculum.shapes import Kind, one_of, text
from lessons.maps.outlines import Place
from lessons.svg import joined

Sources = Mapping[str, SourceLine]


@dataclass(frozen=True)
class Figure:
    """A figure as its editor wrote it, with the sources and places that it names."""

    data: Mapping[str, Any]
    sources: Sequence[SourceLine]
    places: Mapping[str, Place]

    @property
    def unit(self) -> str:
        """What is counted."""
        return str(self.data.get("unit", ""))


def source(value: object) -> str:
    """One key of a source, or a list of them."""
    keys = value if isinstance(value, list) and value else [value]
    return "" if not any(text(key) for key in keys) else "the key of a source, or a list of keys"


def required(kind: str, **own: Kind) -> dict[str, Kind]:
    """What a figure of this kind must have."""
    return {"kind": one_of(kind), "title": text, "source": source, "note": text, **own}


def figure_html(figure: Figure, picture: SafeString, table: SafeString) -> SafeString:
    """Title, picture, source and note; the table, folded, where the picture is not itself one."""
    makers = dict.fromkeys(f"{line.maker}, {line.published}" for line in figure.sources)
    folded = format_html(
        '<details class="plain"><summary>{}</summary><div class="table-scroll">{}</div></details>',
        _("Show as a table"),
        table,
    )
    return format_html(
        '<figure class="figure figure-{kind}"><figcaption>{title}</figcaption>{picture}'
        '<p class="figure-source">{source} {note}</p>{table}</figure>',
        kind=figure.data["kind"],
        title=figure.data["title"],
        picture=picture,
        source=_("Source: %(makers)s.") % {"makers": get_text_list(list(makers), _("and"))},
        note=render_inline(figure.data["note"]),
        table=folded if table else "",
    )


def numbered_legend(lines: Iterable[SafeString | str]) -> SafeString:
    """The list that says what each numbered disc stands for."""
    drawn = format_html_join(
        "", '<li><span class="disc disc-ink">{}</span> <span>{}</span></li>', enumerate(lines, start=1)
    )
    return format_html('<ol class="figure-legend">{}</ol>', drawn)


def data_table(
    caption: str, head: Sequence[object], rows: Sequence[Sequence[object]], *, numbers: int = 0
) -> SafeString:
    """A table whose first column heads its rows; the last `numbers` columns are set as numbers."""
    first_number = len(head) - numbers
    return format_html(
        '<table class="data-table">{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
        format_html("<caption>{}</caption>", caption) if caption else "",
        joined(_head_cell(name, is_number=at >= first_number) for at, name in enumerate(head)),
        joined(
            format_html(
                '<tr><th scope="row">{}</th>{}</tr>',
                row[0],
                joined(
                    format_html(
                        '<td class="n" data-label="{}">{}</td>'
                        if at >= first_number
                        else '<td data-label="{}">{}</td>',
                        head[at],
                        cell,
                    )
                    for at, cell in enumerate(row[1:], start=1)
                ),
            )
            for row in rows
        ),
    )


def figures(number: float | None) -> str:
    """A number with its groups of thousands; a dash where nobody has counted.

    >>> figures(149930), figures(None)
    ('149,930', '–')
    """
    return "–" if number is None else number_format(number, force_grouping=True)


def steps_up_to(most: float) -> list[float]:
    """Three to six round numbers from nought to just above `most`, for the lines behind a chart.

    >>> steps_up_to(5200)
    [0, 2000, 4000, 6000]
    """
    most = most or 1  # of nothing at all, the lines from nought to one
    size = 10 ** (len(str(int(most))) - 1)
    step = next(size * part for part in (0.2, 0.5, 1, 2) if most / (size * part) <= 5)
    count = int(most // step) + (1 if most % step else 0)
    return [int(step * n) if float(step).is_integer() else round(step * n, 1) for n in range(count + 1)]


def _head_cell(name: object, *, is_number: bool) -> SafeString:
    if name == "":
        return mark_safe("<td></td>")
    return format_html('<th scope="col" class="n">{}</th>' if is_number else '<th scope="col">{}</th>', name)
