"""Does locales/STATUS.md tell the truth?"""

from tests.translation_status import STATUS, table


def test_the_status_is_up_to_date() -> None:
    assert STATUS.read_text(encoding="utf-8") == table(), "run `make messages`"
