"""What a browser would send for a form in a page, and helpers to type into it."""

from html.parser import HTMLParser

from django.http import HttpResponse
from django.utils.datastructures import MultiValueDict

Sent = dict[str, list[str]]


class _Forms(HTMLParser):
    """Reads the values of every field that stands in a form with method post and has a name."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: MultiValueDict = MultiValueDict()
        self.area: str | None = None
        self.select: str | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Fields, and the options that are chosen."""
        attrs = {name: value or "" for name, value in attributes}
        name = attrs.get("name")
        if tag == "input" and name:
            ticked = attrs.get("type") not in {"checkbox", "radio"} or "checked" in attrs
            if ticked:
                default = "on" if attrs.get("type") in {"checkbox", "radio"} else ""
                self.sent.appendlist(name, attrs.get("value", default))
        elif tag == "textarea":
            self.area, self.text = name, ""
        elif tag == "select":
            self.select = name
            self.sent.setlist(name, [])
        elif tag == "option" and self.select and ("selected" in attrs or not self.sent.getlist(self.select)):
            self.sent.setlist(self.select, [attrs.get("value", "")])

    def handle_data(self, data: str) -> None:
        """What stands in a field of several lines."""
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        """The end of a field of several lines."""
        if tag == "textarea" and self.area:
            self.sent.appendlist(self.area, self.text.removeprefix("\n"))
            self.area = None
        elif tag == "select":
            self.select = None


def sent_by(page: HttpResponse | str) -> Sent:
    """Every named field of the page with what a browser sends for it when nothing is touched."""
    forms = _Forms()
    forms.feed(page if isinstance(page, str) else page.content.decode())
    sent = {name: values for name, values in forms.sent.lists() if not name.startswith("try-")}
    return {name: values for name, values in sent.items() if name not in {"theme", "next", "csrfmiddlewaretoken"}}
