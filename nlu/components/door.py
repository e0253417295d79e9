"""Who may ask the NLU server, and what? Loaded by stock `rasa run` as its only channel.

Rasa has no switch for its other routes (`PUT /model` loads any model from any address), and takes its token
on the command line, where every user of the machine can read it. A channel is Rasa's own way to add to its Sanic
application: what a middleware refuses here never reaches a route, nothing sits between (a front of our own would
add a hop to every message and a second process to guard), and the token comes in the environment. The protocol
is Rasa's own (`?token=`), so that the bot talks to a stock server elsewhere in the same way.
"""

import hmac
import os
import sys
import threading
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

TOKEN = "WAYPOST_NLU_TOKEN"  # noqa: S105 - a name
# Set by a parent that holds our standard input open for as long as it lives.
TIED = "WAYPOST_NLU_TIED"
OPEN = {("GET", "/status"), ("POST", "/model/parse")}


class Door(InputChannel):
    """Takes no messages itself."""

    def __init__(self, token: str) -> None:
        self._token = token.encode()

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "Door":
        """The token from the environment. Without one the server does not start."""
        token = os.environ.pop(TOKEN, "")
        if not token:
            sys.exit(f"{TOKEN} is not set: the NLU server does not start without a token.")
        if os.environ.pop(TIED, ""):
            threading.Thread(target=_end_with_parent, daemon=True).start()
        return cls(token)

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """No routes: only the refusal of others', in place before the server listens."""
        blueprint = Blueprint("door")

        @blueprint.listener("before_server_start")
        async def close(app: Sanic, loop: Any) -> None:
            # Before Rasa's own, which answers OPTIONS for every path.
            app.request_middleware.appendleft(self.refuse)

        return blueprint

    async def refuse(self, request: Request) -> HTTPResponse | None:
        """404 for what is closed, 401 for a wrong token, nothing for the rest."""
        if (request.method, request.path) not in OPEN:
            return response.empty(status=404)
        given = request.args.get("token", "").encode()
        return None if hmac.compare_digest(given, self._token) else response.empty(status=401)


def _end_with_parent() -> None:
    """The pipe closes when the parent is gone, however it went."""
    # Not by way of sys.stdin: its lock would be held when the interpreter ends.
    while os.read(0, 4096):
        pass
    os._exit(0)
