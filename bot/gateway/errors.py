"""What can be wrong at the door? A small tree; each message is one line for the operator.

GatewayError
├── TokenRefusedError    Telegram does not know the token
├── WebhookRefusedError  Telegram does not take the webhook's address
├── CannotListenError    the webhook's port is taken or not ours
└── TryAgainError        raised by `handle`: the answer did not get out, so the update stays
"""


class GatewayError(Exception):
    """The gateway cannot go on."""


class TokenRefusedError(GatewayError):
    """Telegram answered 401 or 404; stop with exit code 2."""

    def __init__(self) -> None:
        super().__init__(
            "WAYPOST_TELEGRAM_TOKEN: Telegram does not know this token; copy it from BotFather again."
        )


class WebhookRefusedError(GatewayError):
    """Telegram answered 400 to setWebhook; stop with exit code 2."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"WAYPOST_WEBHOOK_URL: Telegram does not take it: {reason}.")


class CannotListenError(GatewayError):
    """Nothing can listen there; stop with exit code 2."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"WAYPOST_WEB_BIND: cannot listen on {where}: {reason}.")


class TryAgainError(GatewayError):
    """Nothing reached the person. The update is not confirmed and is handled again, in order."""
