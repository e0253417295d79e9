"""The door to Telegram: updates in, each confirmed only after it was handled."""

from bot.gateway.errors import (
    CannotListenError,
    GatewayError,
    TokenRefusedError,
    TryAgainError,
    WebhookRefusedError,
)
from bot.gateway.gateway import Gateway
from bot.gateway.greeting import greet
from bot.gateway.webhook import Webhook

__all__ = [
    "CannotListenError",
    "Gateway",
    "GatewayError",
    "TokenRefusedError",
    "TryAgainError",
    "Webhook",
    "WebhookRefusedError",
    "greet",
]
