"""A filter that the kernel applies to every system call of this process: no socket is ever made in it.

Linux only (seccomp(2), a classic BPF program), for the processors named here; elsewhere nothing happens. Calls that are
refused fail with EPERM, so that a library which tries goes on.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys
from typing import Final

_CALLS: Final = {
    # audit name of the processor: socket, socketpair, connect, bind, ptrace, process_vm_writev, io_uring_setup
    "x86_64": (0xC000003E, (41, 53, 42, 49, 101, 311, 425)),
    "aarch64": (0xC00000B7, (198, 199, 203, 200, 117, 271, 425)),
}
"""From the tables of Linux: `arch/x86/entry/syscalls/syscall_64.tbl`, `include/uapi/asm-generic/unistd.h`."""

_NO_NEW_PRIVILEGES: Final = 38
_SECCOMP, _FILTER = 22, 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _PROCESSOR = 0, 4
"""Where `struct seccomp_data` has the number of the call, and the processor whose table it is of."""
_FOREIGN: Final = 0x40000000
"""Numbers from here on are of another table of the same processor (x32)."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def forbid_connections() -> bool:
    """Refuse this process, and all it starts, every call that could reach another one; give whether that holds."""
    if not sys.platform.startswith("linux") or platform.machine() not in _CALLS:
        return False
    code = _program(*_CALLS[platform.machine()])
    program = _Program(len(code) // 8, code)
    prctl, zero = ctypes.CDLL(None).prctl, ctypes.c_ulong(0)
    if prctl(_NO_NEW_PRIVILEGES, ctypes.c_ulong(1), zero, zero, zero) != 0:
        return False
    return bool(prctl(_SECCOMP, ctypes.c_ulong(_FILTER), ctypes.byref(program), zero, zero) == 0)


def _program(processor: int, calls: tuple[int, ...]) -> bytes:
    """Write the filter: of another processor's table, or one of these calls: refused; else allowed.

    A step says what to do, how many steps to skip when it is so, and when it is not, and with which value.
    """
    refuse = len(calls) + 5
    steps = [
        (_LOAD, 0, 0, _PROCESSOR),
        (_EQUAL, 0, refuse - 2, processor),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, refuse - 4, 0, _FOREIGN),
        *((_EQUAL, refuse - place, 0, call) for place, call in enumerate(calls, 5)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
