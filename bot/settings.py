"""What has the operator set? Environment variables, checked before anything starts."""

from functools import cached_property
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "WAYPOST_"
PUBLIC_BOT_API = "https://api.telegram.org"


class SettingsError(Exception):
    """A setting is wrong; the message is one line that names the variable and the remedy."""


def _http_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an address such as https://example.org")
    return value.rstrip("/")


def _database_address(value: str) -> str:
    if not value.startswith(("sqlite:", "postgresql:", "postgres:")):
        raise ValueError("must begin with sqlite:/// or postgresql://")
    return value


def _time_zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("must be an IANA time zone such as Europe/London")
    return value


def _bind(value: str) -> str:
    host, separator, port = value.rpartition(":")
    if not separator or not host or not port.isdecimal() or not 0 <= int(port) <= 65535:
        raise ValueError("must be host:port such as 127.0.0.1:8080")
    return value


def _token(value: SecretStr) -> SecretStr:
    number, _, rest = value.get_secret_value().partition(":")
    if not number.isdecimal() or not rest or any(c.isspace() or c == "/" for c in rest):
        raise ValueError("must be the token from BotFather, such as 123456:ABC-DEF")
    return value


HttpAddress = Annotated[str, AfterValidator(_http_address)]


class Settings(BaseSettings):
    """Every setting of DESIGN section 2, with its default. An empty variable counts as not set."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore")

    telegram_token: Annotated[SecretStr, AfterValidator(_token)] | None = None
    telegram_token_file: Path | None = None
    telegram_api: HttpAddress = PUBLIC_BOT_API
    webhook_url: HttpAddress | None = None
    webhook_secret: SecretStr | None = Field(default=None, pattern=r"^[A-Za-z0-9_-]{1,256}$")
    database_url: Annotated[str, AfterValidator(_database_address)] = "sqlite:///waypost.db"
    nlu_url: HttpAddress | None = None
    nlu_token: SecretStr | None = None
    web_bind: Annotated[str, AfterValidator(_bind)] = "127.0.0.1:8080"
    timezone: Annotated[str, AfterValidator(_time_zone)] = "Europe/London"
    default_place: str | None = Field(default=None, max_length=60)
    reminder_tick: float = Field(default=20, ge=1, le=3600)

    @model_validator(mode="after")
    def _read_token_file(self) -> "Settings":
        if self.telegram_token_file is None:
            return self
        if self.telegram_token is not None:
            raise SettingsError(
                f"{PREFIX}TELEGRAM_TOKEN and {PREFIX}TELEGRAM_TOKEN_FILE are both set: unset one of them."
            )
        try:
            text = self.telegram_token_file.read_text().strip()
            self.telegram_token = _token(SecretStr(text))
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise SettingsError(f"{PREFIX}TELEGRAM_TOKEN_FILE: {reason}.") from None
        return self

    @model_validator(mode="after")
    def _webhook_needs_secret(self) -> "Settings":
        if self.webhook_url and not self.webhook_secret:
            raise SettingsError(
                f"{PREFIX}WEBHOOK_SECRET: must be set when {PREFIX}WEBHOOK_URL is"
                " (1 to 256 letters, digits, _ or -)."
            )
        return self

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone in which people live and events are said."""
        return ZoneInfo(self.timezone)


def read_settings() -> Settings:
    """The settings from the environment; raises SettingsError with one line for the first wrong one."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"][:1]).upper()
        reason = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{name}: {reason}.") from None
