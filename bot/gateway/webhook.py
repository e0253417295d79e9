"""Where does Telegram send updates when there is a webhook?"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Webhook:
    """Where Telegram sends updates (`url`, with its secret), and where we listen for them."""

    url: str
    secret: str = field(repr=False)
    host: str
    port: int
