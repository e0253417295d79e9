"""What goes wrong on demand? 403, 400, 429, 500, lost answers, slow answers."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Fault:
    """One thing that goes wrong with the next `times` calls that it fits.

    `status` None means: do as asked. `lose` cuts the line instead of answering, after `status`
    or the call itself was carried out; `seconds` is how long the answer takes.
    """

    method: str | None = None
    chat_id: int | None = None
    status: int | None = None
    description: str = ""
    retry_after: int | None = None
    new_chat_id: int | None = None
    lose: bool = False
    seconds: float = 0.0
    body: bytes | None = None
    times: int = 1

    def fits(self, method: str, parameters: dict[str, Any]) -> bool:
        """Whether it strikes this call."""
        return (
            self.times > 0
            and (method == self.method if self.method else method.startswith(("send", "edit")))
            and self.chat_id in (None, parameters.get("chat_id"))
        )


@dataclass
class Faults:
    """The faults that wait for a call."""

    waiting: list[Fault] = field(default_factory=list)

    def strike(self, method: str, parameters: dict[str, Any]) -> Fault | None:
        """The fault of this call, if it has one; it is used up by it."""
        for fault in self.waiting:
            if fault.fits(method, parameters):
                fault.times -= 1
                return fault
        return None

    def blocked(self, chat_id: int, times: int = 10**9) -> None:
        """The person has blocked the bot: 403."""
        self.waiting.append(
            Fault(
                chat_id=chat_id,
                status=403,
                description="Forbidden: bot was blocked by the user",
                times=times,
            )
        )

    def refuse(self, description: str, status: int = 400, **fits: Any) -> None:
        """Any other refusal, such as 400 or 500."""
        self.waiting.append(Fault(status=status, description=description, **fits))

    def too_many(self, retry_after: int, **fits: Any) -> None:
        """429, with the seconds to wait."""
        description = f"Too Many Requests: retry after {retry_after}"
        self.waiting.append(
            Fault(status=429, description=description, retry_after=retry_after, **fits)
        )

    def moved(self, chat_id: int, new_chat_id: int) -> None:
        """The chat has a new id."""
        description = "Bad Request: group chat was upgraded to a supergroup chat"
        self.waiting.append(
            Fault(chat_id=chat_id, status=400, description=description, new_chat_id=new_chat_id)
        )

    def lose_answer(self, **fits: Any) -> None:
        """Carry the call out, then close the connection without an answer."""
        self.waiting.append(Fault(lose=True, **fits))

    def slow(self, seconds: float, **fits: Any) -> None:
        """Carry the call out, and take so long to say so."""
        self.waiting.append(Fault(seconds=seconds, **fits))

    def rubbish(self, status: int, body: bytes, **fits: Any) -> None:
        """Answer with something that is no JSON, as a proxy does."""
        self.waiting.append(Fault(status=status, body=body, **fits))
