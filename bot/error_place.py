"""Where did it go wrong? Told without the error's own words, which may quote a person's message."""

import traceback


def place_of(error: BaseException, frames: int = 4) -> list[str]:
    """The innermost places that an error went through, as file:line, outermost first."""
    found = traceback.extract_tb(error.__traceback__)[-frames:]
    return [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in found]
