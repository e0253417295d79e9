"""A wrong setting stops the start with one line that names the variable; secrets are not shown."""

from pathlib import Path

import pytest

from bot.settings import SettingsError, read_settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WAYPOST_TELEGRAM_TOKEN", "not a token"),
        ("WAYPOST_TELEGRAM_API", "ftp://example.org"),
        ("WAYPOST_WEBHOOK_URL", "example.org/hook"),
        ("WAYPOST_DATABASE_URL", "mysql://localhost/x"),
        ("WAYPOST_NLU_URL", "localhost:5005"),
        ("WAYPOST_WEB_BIND", "8080"),
        ("WAYPOST_TIMEZONE", "Europe/Barnsley"),
        ("WAYPOST_REMINDER_TICK", "0"),
        ("WAYPOST_REMINDER_TICK", "soon"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


def test_a_token_is_never_in_an_error_or_in_the_settings_as_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WAYPOST_TELEGRAM_TOKEN", "123456:SECRET WITH SPACE")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert "SECRET" not in str(caught.value)
    monkeypatch.setenv("WAYPOST_TELEGRAM_TOKEN", "123456:SECRET")
    assert "SECRET" not in repr(read_settings())


def test_a_token_can_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("123456:FROM-FILE\n")
    monkeypatch.setenv("WAYPOST_TELEGRAM_TOKEN_FILE", str(file))
    token = read_settings().telegram_token
    assert token is not None
    assert token.get_secret_value() == "123456:FROM-FILE"


def test_a_token_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYPOST_TELEGRAM_TOKEN_FILE", "/nowhere/token")
    with pytest.raises(SettingsError, match=r"^WAYPOST_TELEGRAM_TOKEN_FILE: No such file"):
        read_settings()


def test_a_webhook_without_its_secret_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYPOST_WEBHOOK_URL", "https://example.org/hook")
    with pytest.raises(SettingsError, match=r"^WAYPOST_WEBHOOK_SECRET: "):
        read_settings()


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYPOST_TELEGRAM_TOKEN", "")
    monkeypatch.setenv("WAYPOST_DATABASE_URL", "")
    chosen = read_settings()
    assert chosen.telegram_token is None
    assert chosen.database_url == "sqlite:///waypost.db"
