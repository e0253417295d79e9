"""What does the Bot API allow? Methods, parameters and types, and whether a call keeps to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Field:
    """One parameter or field: its types in the Bot API's own words ("Integer", "Array of X")."""

    types: tuple[str, ...]
    required: bool


Fields = dict[str, Field]


@dataclass(frozen=True)
class Spec:
    """One account of the Bot API. A type that is not in `types` is not looked into."""

    source: str
    methods: dict[str, Fields]
    types: dict[str, Fields]
    subtypes: dict[str, tuple[str, ...]]

    def faults(self, method: str, parameters: dict[str, Any]) -> list[str]:
        """What is wrong with a call; empty when nothing is."""
        fields = self.methods.get(method)
        if fields is None:
            return [f"{self.source}: there is no method {method}"]
        return [f"{self.source}: {method}: {fault}" for fault in self._object(fields, parameters)]

    def _object(self, fields: Fields, value: dict[str, Any]) -> Iterator[str]:
        for name, field in fields.items():
            if field.required and name not in value:
                yield f"{name} is missing"
        for name, given in value.items():
            if name not in fields:
                yield f"there is no {name}"
            elif not any(self._fits(kind, given) for kind in fields[name].types):
                yield f"{name} is no {' or '.join(fields[name].types)}: {given!r:.80}"

    def _fits(self, kind: str, value: Any) -> bool:
        if kind.startswith("Array of "):
            inner = kind.removeprefix("Array of ")
            return isinstance(value, list) and all(self._fits(inner, each) for each in value)
        match kind:
            case "String":
                return isinstance(value, str)
            case "Integer":
                return isinstance(value, int) and not isinstance(value, bool)
            case "Float":
                return isinstance(value, int | float) and not isinstance(value, bool)
            case "Boolean" | "True":
                return isinstance(value, bool)
            case "InputFile":
                return isinstance(value, Upload)
            case "Any":
                return True
        return isinstance(value, dict) and self._fits_object(kind, value)

    def _fits_object(self, kind: str, value: dict[str, Any]) -> bool:
        options = (*self.subtypes.get(kind, ()), kind)
        known = [self.types[option] for option in options if option in self.types]
        return not known or any(not list(self._object(fields, value)) for fields in known)

    def takes_text_only(self, method: str, name: str) -> bool:
        """True if a parameter is text and nothing else, so that "5" on the wire stays text."""
        field = self.methods.get(method, {}).get(name)
        return field is not None and set(field.types) <= {"String", "InputFile"}


@dataclass(frozen=True)
class Upload:
    """A file in a call."""

    name: str
    content: bytes
