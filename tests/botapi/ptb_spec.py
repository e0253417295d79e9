"""What does python-telegram-bot itself say that a method takes? Read from its signatures."""

import collections.abc
import datetime
import inspect
import io
import pathlib
import types
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

import telegram
from telegram._utils import defaultvalue
from telegram._utils import types as ptb_types

from tests.botapi.spec import Field, Fields, Spec

# Conveniences of PTB's that never go over the wire.
NOT_SENT = {
    *("self", "api_kwargs", "read_timeout", "write_timeout", "connect_timeout", "pool_timeout"),
    *("disable_web_page_preview", "allow_sending_without_reply", "reply_to_message_id"),
    *("location", "contact", "venue", "filename", "current_offset"),
}
PLAIN = {
    str: "String",
    int: "Integer",
    float: "Float",
    bool: "Boolean",
    datetime.datetime: "Integer",
    datetime.timedelta: "Integer",
    bytes: "InputFile",
    io.BufferedReader: "InputFile",
    pathlib.Path: "InputFile",
    telegram.InputFile: "InputFile",
}
NAMES = {
    **vars(typing),
    **vars(collections.abc),
    **vars(ptb_types),
    **vars(telegram),
    "dtm": datetime,
    "IO": io.BufferedReader,
}


@cache
def ptb_spec() -> Spec:
    """The Bot API as the installed version of PTB knows it."""
    methods = {
        name: _fields(function)
        for name, function in vars(telegram.Bot).items()
        if inspect.isfunction(function) and not name.startswith("_") and _is_camel(name)
    }
    objects = {
        name: value
        for name, value in vars(telegram).items()
        if inspect.isclass(value) and issubclass(value, telegram.TelegramObject)
    }
    return Spec(
        source="PTB",
        methods=methods | {"getMe": {}},
        types={
            name: _constants(value) | _fields(value.__init__) for name, value in objects.items()
        },
        subtypes={
            name: tuple(other for other, sub in objects.items() if issubclass(sub, value))
            for name, value in objects.items()
        },
    )


def _is_camel(name: str) -> bool:
    return name != name.lower()


def _fields(function: Any) -> Fields:
    parameters = inspect.signature(inspect.unwrap(function)).parameters
    return {
        name: Field(tuple(dict.fromkeys(_types(parameter.annotation))), _is_needed(parameter))
        for name, parameter in parameters.items()
        if name not in NOT_SENT and parameter.kind is not parameter.VAR_KEYWORD
    }


def _constants(kind: type) -> Fields:
    """What an object sends without being asked for it, such as ForceReply.force_reply."""
    slots = (name for base in kind.__mro__ for name in getattr(base, "__slots__", ()))
    return {name: Field(("Any",), False) for name in slots if not name.startswith("_")}


def _is_needed(parameter: inspect.Parameter) -> bool:
    return parameter.default is parameter.empty


def _types(annotation: Any) -> Iterator[str]:
    """The Bot API's names for what an annotation of PTB's allows."""
    if isinstance(annotation, typing.ForwardRef):
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        try:
            annotation = eval(annotation, dict(NAMES))
        except (NameError, TypeError):
            yield "Any"
            return
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation in (None, type(None)) or origin is defaultvalue.DefaultValue:
        return
    if origin in (typing.Union, types.UnionType):
        for argument in arguments:
            yield from _types(argument)
    elif origin in (collections.abc.Sequence, list, tuple):
        yield from (f"Array of {inner}" for inner in _types(arguments[0]))
    elif inspect.isclass(annotation) and issubclass(annotation, telegram.TelegramObject):
        yield annotation.__name__
    else:
        yield PLAIN.get(annotation, "Any")
