"""A conversation in a terminal: the same bot and handlers, over a transport that prints."""

from bot.terminal.chat import TerminalChat
from bot.terminal.transport import NO_TOKEN, TerminalTransport

__all__ = ["NO_TOKEN", "TerminalChat", "TerminalTransport"]
