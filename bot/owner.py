"""Which process is this, and is that other one certainly gone?

A name says on which running machine, in which process table, which process, and since when. So
a process that is started again at once knows that the one before it is dead, and need not wait
until its lease ends. About a process elsewhere nothing is known, so it is never called gone.
"""

import hashlib
import os
import uuid
from pathlib import Path

PROC = Path("/proc")


def this_process() -> str:
    """A name for this process that no other process has, at most 80 characters."""
    started = _started(os.getpid())
    if started is None:
        return f"{uuid.uuid4().hex}-0-0"
    return f"{_machine()}-{os.getpid()}-{started}"


def is_gone(owner: str) -> bool:
    """True only if `owner` ran on this machine, in this process table, and does so no longer."""
    machine, _, rest = owner.partition("-")
    pid, _, started = rest.partition("-")
    if not pid.isdecimal() or machine != _machine():
        return False
    return _started(int(pid)) != started


def _machine() -> str | None:
    try:
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
        table = os.readlink(PROC / "self/ns/pid")
    except OSError:
        return None
    return hashlib.sha256(f"{boot} {table}".encode()).hexdigest()[:32]


def _started(pid: int) -> str | None:
    """When a process began, in the kernel's ticks; None when there is none (a zombie is none)."""
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    state, started = fields[0], fields[19]
    return None if state in "ZX" else started
