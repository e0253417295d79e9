"""How does the bot ask the language server, and how long does a person wait for it?"""

import asyncio
import json
import re

import httpx

from nlu.errors import NluError, NluUnavailable
from nlu.parse import Parse, decode

PATIENCE = 2.0
LEADING = re.compile(r"[\s/]+")


class NluClient:
    """Talks to one server over an HTTP client that somebody else opens and closes."""

    def __init__(
        self, http: httpx.AsyncClient, url: str, token: str | None = None, timeout: float = PATIENCE
    ) -> None:
        """`timeout` is the whole wait in seconds."""
        self._http = http
        self._url = url.rstrip("/")
        # Rasa's own way to take a token; the HTTP client's log lines would show it, so they are kept off.
        self._params = {"token": token} if token else {}
        self._timeout = timeout

    async def parse(self, text: str) -> Parse:
        """What `text` means. NluUnavailable for every reason that there is no answer."""
        sent, skipped = harmless(text)
        body = json.dumps({"text": sent})
        answer = await self._ask("POST", "/model/parse", body)
        try:
            return decode(answer.json(), text, skipped)
        except (NluError, ValueError) as error:
            raise NluUnavailable("the answer cannot be read") from error

    async def ready(self) -> bool:
        """The model is loaded."""
        try:
            await self._ask("GET", "/status")
        except NluUnavailable:
            return False
        return True

    async def _ask(self, method: str, path: str, body: str | None = None) -> httpx.Response:
        headers = {"content-type": "application/json"}
        try:
            async with asyncio.timeout(self._timeout):
                answer = await self._http.request(
                    method, self._url + path, params=self._params, content=body, headers=headers
                )
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL) as error:
            raise NluUnavailable(type(error).__name__) from error
        if answer.status_code != httpx.codes.OK:
            raise NluUnavailable(f"status {answer.status_code}")
        return answer


def harmless(text: str) -> tuple[str, int]:
    """What Rasa can take, and how many characters were left out at the start.

    Rasa drops blanks there without telling, and takes a message that begins with a slash for a command.
    """
    start = LEADING.match(text)
    skipped = start.end() if start else 0
    return text[skipped:].encode("utf-8", "replace").decode(), skipped
