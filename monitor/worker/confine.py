"""What a child may not: outlive its parent, take for ever, eat the memory, write a file, open a connection.

Each limit is set where the system has it. Time has a second guard in the parent, who needs nothing of this.
"""

from __future__ import annotations

import importlib
import importlib.util
import math
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from monitor.worker import seccomp

_FILES = 64
"""Descriptors: enough for the pipes of a child that opens a PDF."""


def _resource() -> Any:  # noqa: ANN401 - a module that Windows lacks
    return importlib.import_module("resource") if importlib.util.find_spec("resource") else None


def end_with(lifeline: int) -> None:
    """Let the kernel end this process and its children when the other end of a pipe closes.

    A thread that waits for that would not do: an expression that backtracks lets no other thread run. The signal
    SIGIO, which a descriptor with O_ASYNC sends when its state changes, ends a process that does not expect it.
    """
    if sys.platform != "linux":
        return  # the end of standard input is seen after the job, which has its limit of time
    fcntl = importlib.import_module("fcntl")
    owner = -os.getpgrp() if os.getpgrp() == os.getpid() else os.getpid()
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, owner)
    fcntl.fcntl(lifeline, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)


def give_up_rights(memory: int) -> None:
    """Set the limits that hold for all jobs."""
    resource = _resource()
    if resource is not None:
        limits = {"RLIMIT_CORE": 0, "RLIMIT_FSIZE": 0, "RLIMIT_NOFILE": _FILES, "RLIMIT_AS": memory}
        for name, most in limits.items():
            with suppress(AttributeError, ValueError, OSError):  # not on this system, or a stricter one holds
                limit = getattr(resource, name)
                resource.setrlimit(limit, (most, resource.getrlimit(limit)[1]))
    seccomp.forbid_connections()


def allow(seconds: float) -> None:
    """Grant a job its time; a limit of the kernel's is for all that a process ever used."""
    resource = _resource()
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = math.ceil(used.ru_utime + used.ru_stime + seconds)
        with suppress(ValueError, OSError):  # a stricter one holds
            resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def has_used(most: int) -> bool:
    """Tell whether this program ever had more memory than so many KiB; False where that is not known.

    Linux counts in `ru_maxrss` what the parent had when it forked, too; VmHWM begins anew with each program (proc(5)),
    and takes longer to ask.
    """
    return _resident() > most and used_most() > most


def used_most() -> int:
    """Give the most memory, in KiB, that this program ever had; 0 where that is not known."""
    with suppress(OSError, ValueError, IndexError):
        status = Path("/proc/self/status").read_bytes()
        return int(status.partition(b"VmHWM:")[2].split(None, 1)[0])
    return _resident()


def _resident() -> int:
    resource = _resource()
    if resource is None:
        return 0
    most = int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return most // 1024 if sys.platform == "darwin" else most  # getrusage(2) there counts bytes
