"""A Bot API of the tests' own on the loopback address, which looks at every call."""

import asyncio
import json
import re
import time
import traceback
from collections import defaultdict
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from tests.botapi.checks import RefusedError
from tests.botapi.decoding import parameters, split_target
from tests.botapi.faults import Fault, Faults
from tests.botapi.flood import Flood, busiest_second, least_gap
from tests.botapi.http import Answer, HttpServer, Request
from tests.botapi.methods import Methods
from tests.botapi.person import Person
from tests.botapi.ptb_spec import ptb_spec
from tests.botapi.published_spec import published_spec
from tests.botapi.pusher import Pusher
from tests.botapi.updates import Updates
from tests.botapi.waiting import until

TOKEN = "123456:test-TOKEN_of-nobody"
# What Telegram refuses although the bot did nothing wrong.
NO_FAULT = re.compile("not modified|message to edit not found|query is too old|Conflict|no text in")


@dataclass
class Call:
    """One call of the bot's. `status` is None while it is under way, and if its answer was lost."""

    method: str
    parameters: dict[str, Any] = field(repr=False)
    at: float
    status: int | None = None
    description: str = ""
    answered_at: float | None = None


class BotApi:
    """`async with BotApi() as api`: people talk, the bot answers, and `violations` stays empty."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.people: dict[int, Person] = {}
        self.updates = Updates()
        self.pusher = Pusher(self.updates)
        self.methods = Methods(self.people, self.updates, self.pusher)
        self.faults = Faults()
        self.flood = Flood()
        self._http = HttpServer(self._respond)
        self._ids = iter(range(1001, 10**9))

    @property
    def url(self) -> str:
        """The base address, for WAYPOST_TELEGRAM_API."""
        return f"http://127.0.0.1:{self._http.port}"

    async def __aenter__(self) -> Self:
        await self.up()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.pusher.stop()
        await self.down()

    async def up(self) -> None:
        """Accept connections, on the same port as before."""
        await self._http.start()

    async def down(self) -> None:
        """Refuse connections and cut those that are open."""
        await self._http.stop()

    def person(
        self,
        chat_id: int | None = None,
        language_code: str | None = None,
        first_name: str = "Amal",
    ) -> Person:
        """Somebody who may talk to the bot."""
        chat_id = chat_id or next(self._ids)
        person = Person(chat_id, self.updates.add, first_name, language_code)
        self.people[chat_id] = person
        return person

    def made(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    async def called(self, method: str, times: int = 1, seconds: float = 5.0) -> list[Call]:
        """Wait until a method was called so often."""
        happened = await until(lambda: len(self.made(method)) >= times, seconds)
        assert happened, f"{method} was called {len(self.made(method))} times"
        return self.made(method)

    async def all_confirmed(self, seconds: float = 5.0) -> None:
        """Wait until no update waits."""
        happened = await until(lambda: not self.updates.waiting, seconds)
        assert happened, f"{len(self.updates.waiting)} updates still wait"

    def busiest_second(self) -> int:
        """The most messages that arrived within one second."""
        return busiest_second([call.at for call in self.calls if _is_message(call.method)])

    def least_gap(self) -> float:
        """The shortest time between two messages to one chat."""
        times = defaultdict(list)
        for call in self.calls:
            if _is_message(call.method):
                times[call.parameters["chat_id"]].append(call.at)
        return least_gap(times)

    async def _respond(self, request: Request) -> Answer | None:
        token, method = split_target(request.target)
        if token != self.token:
            return _error(401, "Unauthorized")
        spec = ptb_spec() if method in ptb_spec().methods else published_spec() or ptb_spec()
        call = Call(method, parameters(request, method, spec), time.monotonic())
        self.calls.append(call)
        fault = self.faults.strike(method, call.parameters)
        try:
            answer = await self._answer(call, fault)
        except RefusedError as error:
            answer = self._refused(call, error)
        except Exception:
            self.violations.append(f"{method}: {traceback.format_exc()}")
            answer = _error(500, "Internal Server Error")
        if fault and fault.seconds:
            await asyncio.sleep(fault.seconds)
        if fault and fault.lose:
            return None
        call.status, call.answered_at = answer.status, time.monotonic()
        return answer

    async def _answer(self, call: Call, fault: Fault | None) -> Answer:
        if fault and fault.body is not None:
            return Answer(fault.status or 200, fault.body, (("Content-Type", "text/html"),))
        if fault and fault.status is not None:
            call.description = fault.description
            return _error(fault.status, fault.description, fault.retry_after, fault.new_chat_id)
        for spec in (ptb_spec(), published_spec()):
            if spec and (faults := spec.faults(call.method, call.parameters)):
                raise RefusedError(f"Bad Request: {'; '.join(faults)}")
        if _is_message(call.method) and not self.flood.allows(call.parameters["chat_id"], call.at):
            call.description = "flood"
            return _error(429, "Too Many Requests: retry after 3", 3)
        result = await self.methods.call(call.method, call.parameters)
        return Answer(200, json.dumps({"ok": True, "result": result}).encode())

    def _refused(self, call: Call, error: RefusedError) -> Answer:
        call.description = str(error)
        is_unknown_callback = call.parameters.get("callback_query_id") in (
            self.methods.unknown_callbacks
        )
        if is_unknown_callback or not NO_FAULT.search(str(error)):
            self.violations.append(f"{call.method}: {error}")
        return _error(error.code, str(error))


def _is_message(method: str) -> bool:
    return method.startswith(("send", "edit")) and method != "sendChatAction"


def _error(
    code: int, description: str, retry_after: int | None = None, new_chat_id: int | None = None
) -> Answer:
    found = {"retry_after": retry_after, "migrate_to_chat_id": new_chat_id}
    about = {name: value for name, value in found.items() if value is not None}
    body = {"ok": False, "error_code": code, "description": description}
    return Answer(code, json.dumps(body | ({"parameters": about} if about else {})).encode())
