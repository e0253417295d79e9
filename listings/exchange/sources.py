"""What is in a file or at an address? The bytes, page by page; the network is met here and nowhere else."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from listings.exchange.errors import SourceError
from listings.exchange.records import Rejected

TIMEOUT: Final = 30.0
_TRIES: Final = 3
_MOST_PAGES: Final = 10_000
_MOST_BYTES: Final = 200_000_000
_DETAILS: Final = ("service_at_locations", "schedules", "regular_schedules", "contacts", "phones")


@dataclass(frozen=True, slots=True)
class Document:
    """One page of a source; `of` is the number of all pages, where the source says so."""

    content: bytes
    of: int | None = None


def is_address(source: str) -> bool:
    """An http(s) address, and not a file."""
    return source.lower().startswith(("http://", "https://"))


def name_of(source: str) -> str:
    """What rows remember of a source: no password, no key in a query, no folder of somebody's machine."""
    if not is_address(source):
        return Path(source).name[:200]
    parts = urlsplit(source)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}".rstrip("/")[:200]


async def documents(
    source: str, client: httpx.AsyncClient, *, paged: bool
) -> AsyncIterator[Document | Rejected]:
    """The pages of a source; a page that does not come is rejected, and the next one is asked for.

    Raises SourceError if there is no such file, or not even the first page.
    """
    if not is_address(source):
        yield Document(_file(source))
    elif not paged:
        yield Document(await _get(client, source))
    else:
        async for document in _pages(client, source):
            yield document


async def _pages(client: httpx.AsyncClient, source: str) -> AsyncIterator[Document | Rejected]:
    first = await _get(client, source)
    page = _parsed(source, first)
    total = min(_total(page), _MOST_PAGES)
    yield Document(await _detailed(client, source, first, page), total)
    start = _number(page)
    for number in range(start + 1, total + (start > 0)):
        try:
            content = await _get(client, source, page=str(number))
            page = _parsed(source, content)
        except SourceError as error:
            yield Rejected(f"page {number}", error.reason)
            continue
        yield Document(await _detailed(client, source, content, page), total)


async def _detailed(client: httpx.AsyncClient, source: str, content: bytes, page: Any) -> bytes:
    """Lists of Open Referral UK are summaries: what a service consists of is at /services/{id}."""
    items = contents(page)
    path = urlsplit(source).path.rstrip("/")
    if not path.endswith("/services") or not any(_is_summary(item) for item in items):
        return content
    base = str(httpx.URL(source).copy_with(query=None, fragment=None)).rstrip("/")
    full = []
    for item in items:
        try:
            if not _is_summary(item):
                raise SourceError(source, "is complete")
            full.append(_parsed(source, await _get(client, f"{base}/{item['id']}")))
        except SourceError:
            full.append(item)
    return json.dumps(full).encode()


def contents(page: Any) -> list[Any]:
    """The items of a page, under the name of version 3 or 1; a single item is a list of one."""
    if isinstance(page, list):
        return page
    if not isinstance(page, dict):
        return []
    for name in ("contents", "content", "services"):
        if isinstance(page.get(name), list) and not page.get("name"):
            return list(page[name])
    listed = {"total_items", "totalElements", "contents", "content"} & page.keys()
    return [] if listed else [page]


def _is_summary(item: Any) -> bool:
    return isinstance(item, dict) and bool(item.get("id")) and not item.keys() & set(_DETAILS)


def _total(page: Any) -> int:
    given = page.get("total_pages", page.get("totalPages")) if isinstance(page, dict) else None
    return int(given) if isinstance(given, int | float) else 1


def _number(page: Any) -> int:
    """The number of the first page; version 1 calls it `number`, and some count from 0."""
    given = page.get("page_number", page.get("number")) if isinstance(page, dict) else None
    return max(int(given), 0) if isinstance(given, int | float) else 1


def _file(source: str) -> bytes:
    try:
        return Path(source).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(source, f"cannot be read ({reason})") from error


def _parsed(source: str, content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise SourceError(name_of(source), "is not JSON") from error


async def _get(client: httpx.AsyncClient, address: str, **query: str) -> bytes:
    reason = ""
    for tried in range(_TRIES):
        if tried:
            await asyncio.sleep(tried)
        try:
            url = httpx.URL(address).copy_merge_params(query)
            return await _received(client, url)
        except httpx.HTTPStatusError as error:
            reason = f"answers {error.response.status_code}"
            if error.response.status_code < 500 and error.response.status_code != 429:
                break
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = f"does not answer ({type(error).__name__})"
    raise SourceError(name_of(address), reason)


async def _received(client: httpx.AsyncClient, url: httpx.URL) -> bytes:
    async with client.stream("GET", url, follow_redirects=True, timeout=TIMEOUT) as answer:
        answer.raise_for_status()
        content = bytearray()
        async for chunk in answer.aiter_bytes():
            content += chunk
            if len(content) > _MOST_BYTES:
                raise SourceError(name_of(str(url)), "is larger than 200 MB")
        return bytes(content)
