"""What did the bot send? Parameters from a query, a form, JSON or a multipart body."""

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from python_multipart.multipart import MultipartParser, parse_options_header

from tests.botapi.http import Request
from tests.botapi.spec import Spec, Upload


def split_target(target: str) -> tuple[str, str]:
    """The token and the method of a request for /bot<token>/<method>."""
    token, _, method = urlsplit(target).path.removeprefix("/bot").partition("/")
    return token, method


def parameters(request: Request, method: str, spec: Spec) -> dict[str, Any]:
    """The parameters, each as its own type and not as the text that the wire carries."""
    found: dict[str, Any] = dict(parse_qsl(urlsplit(request.target).query, keep_blank_values=True))
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        return {**found, **json.loads(request.body)}
    if kind.startswith("multipart/form-data"):
        found |= _multipart(request.body, kind)
    elif request.body:
        found |= dict(parse_qsl(request.body.decode(), keep_blank_values=True))
    return {name: _typed(value, spec, method, name) for name, value in found.items()}


def _typed(value: Any, spec: Spec, method: str, name: str) -> Any:
    if not isinstance(value, str) or spec.takes_text_only(method, name):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _multipart(body: bytes, kind: str) -> dict[str, Any]:
    _, options = parse_options_header(kind)
    found: dict[str, Any] = {}
    headers: dict[str, bytes] = {}
    name, data = bytearray(), bytearray()

    def end_header() -> None:
        headers[name.decode().lower()] = bytes(data)
        name.clear()
        data.clear()

    def end_part() -> None:
        _, described = parse_options_header(headers["content-disposition"])
        content = bytes(data)
        data.clear()
        key = described[b"name"].decode()
        if b"filename" in described:
            found[key] = Upload(described[b"filename"].decode(), content)
        else:
            found[key] = content.decode()

    callbacks = {
        "on_header_field": lambda chunk, start, end: name.extend(chunk[start:end]),
        "on_header_value": lambda chunk, start, end: data.extend(chunk[start:end]),
        "on_header_end": end_header,
        "on_part_data": lambda chunk, start, end: data.extend(chunk[start:end]),
        "on_part_end": end_part,
    }
    parser = MultipartParser(options[b"boundary"], callbacks)  # type: ignore[arg-type]
    parser.write(body)
    parser.finalize()
    return found
