"""Reads a question's specification key by key, and notes everything that is wrong instead of stopping at the first."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any


class SpecError(ValueError):
    """A specification that its kind cannot read; `faults` says what is wrong, one sentence each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


class Entry:
    """One mapping of a specification. What nobody asked for is an unknown key."""

    def __init__(self, data: Any, place: str = "", faults: list[str] | None = None) -> None:
        self.data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        self.place, self.asked = place, set()
        self.faults = [] if faults is None else faults
        if not isinstance(data, Mapping):
            self.fault("must be a mapping of keys to values")

    def fault(self, what: str) -> None:
        """Note what is wrong."""
        self.faults.append(f"{self.place + ' ' if self.place else ''}{what}.")

    def text(self, key: str, *, optional: bool = False) -> str:
        """A text; numbers and dates that YAML made of it are turned back."""
        value = self._value(key, optional=optional)
        if isinstance(value, (Mapping, list, bool)):
            self.fault(f"needs a text under {key!r}")
            return ""
        return "" if value is None else str(value).strip()

    def flag(self, key: str) -> bool:
        """True or false; false when the key is missing."""
        value = self._value(key, optional=True)
        if value is not None and not isinstance(value, bool):
            self.fault(f"needs true or false under {key!r}")
        return value is True

    def truth(self, key: str) -> bool:
        """True or false, and one of them must be given."""
        value = self._value(key)
        if value is not None and not isinstance(value, bool):
            self.fault(f"needs true or false under {key!r}")
        return value is True

    def number(self, key: str, default: Decimal | None = None) -> Decimal:
        """A number."""
        value = self._value(key, optional=default is not None)
        if value is None:
            return default if default is not None else Decimal(0)
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            number = Decimal("nan")
        # A number of a thousand million noughts is quickly typed.
        if not number.is_finite() or isinstance(value, bool) or abs(number.adjusted()) > 30:
            self.fault(f"needs a number under {key!r}")
            return Decimal(0)
        return number

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        number = self.number(key, default=None if default is None else Decimal(default))
        if number != number.to_integral_value():
            self.fault(f"needs a whole number under {key!r}")
        return int(number)

    def texts(self, key: str, *, optional: bool = False) -> list[str]:
        """A list of texts."""
        values = self._list(key, optional=optional)
        return [str(value).strip() for value in values if str(value).strip()]

    def parts(self, key: str, *, at_least: int) -> list["Entry"]:
        """A list of mappings."""
        found = [Entry(value, f"{key} {n}:", self.faults) for n, value in enumerate(self._list(key), 1)]
        if len(found) < at_least:
            self.fault(f"needs at least {at_least} {key}")
        return found

    def entries(self, key: str, *, at_least: int) -> list["Entry"]:
        """A list of mappings, each with an id of its own."""
        found = self.parts(key, at_least=at_least)
        ids = [str(entry.data.get("id")) for entry in found]
        for repeated in sorted({one for one in ids if ids.count(one) > 1}):
            self.fault(f"has two {key} with the id {repeated!r}")
        return found

    def part(self, key: str, *, optional: bool = False) -> "Entry":
        """A mapping inside this one."""
        value = self._value(key, optional=optional)
        return Entry({} if value is None else value, f"{key}:", self.faults)

    def close(self) -> None:
        """Note the keys that nobody asked for."""
        for key in sorted(set(map(str, self.data)) - self.asked):
            self.fault(f"has the unknown key {key!r}")

    def done(self) -> None:
        """Close, and raise when anything was wrong here or inside."""
        self.close()
        if self.faults:
            raise SpecError(self.faults)

    def _value(self, key: str, *, optional: bool = False) -> Any:
        self.asked.add(key)
        value = self.data.get(key)
        if value is None and not optional:
            self.fault(f"needs {key!r}")
        return value

    def _list(self, key: str, *, optional: bool = False) -> list[Any]:
        value = self._value(key, optional=optional)
        if value is not None and not isinstance(value, list):
            self.fault(f"needs a list under {key!r}")
        return value if isinstance(value, list) else []
