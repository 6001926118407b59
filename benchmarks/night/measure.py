"""What a finished command cost: wall and processor time, memory, disk; children included."""

import os
import resource
import subprocess
import threading
import time
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_TICKS = os.sysconf("SC_CLK_TCK")
_LATEST = 6 * 3600


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a process and its children have and have spent at a moment of the monotonic clock."""

    at: float
    memory: int
    """Bytes; what they share counts once."""
    cpu: float
    """User and system seconds since the start."""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """One run of a command."""

    wall: float
    cpu: float
    """User and system seconds of the process and all its children."""
    status: int
    out: str
    looks: tuple[Look, ...]

    @property
    def peak(self):
        """Give the most bytes that were had at a time."""
        return max((look.memory for look in self.looks), default=0)

    def memory_at(self, moment):
        """Give the bytes around a moment: the median of five looks."""
        middle = bisect_left(self.looks, moment, key=lambda look: look.at)
        near = self.looks[max(0, middle - 2) : middle + 3]
        return median(look.memory for look in near) if near else 0

    def cpu_at(self, moment):
        """Give the seconds that were spent until a moment, in a straight line between two looks."""
        after = bisect_left(self.looks, moment, key=lambda look: look.at)
        if not 0 < after < len(self.looks):
            return self.looks[min(after, len(self.looks) - 1)].cpu
        left, right = self.looks[after - 1 : after + 1]
        return left.cpu + (right.cpu - left.cpu) * (moment - left.at) / (right.at - left.at)


def run(command, folder, env, *, every=0.1):
    """Run a command to its end in a folder, looking at it now and then, and give what it cost."""
    clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")} | env
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    log = Path(folder) / "output.log"
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=folder, env=clean, stdout=out, stderr=subprocess.STDOUT)
        watch = _Watch(process.pid, every)
        try:
            process.wait(_LATEST)
        finally:
            watch.stop()
            process.kill()
    wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(
        wall=wall,
        cpu=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        status=process.returncode,
        out=log.read_text("utf-8", "replace"),
        looks=tuple(watch.looks),
    )


class _Watch(threading.Thread):
    """Looks at a process and its children until it is stopped."""

    def __init__(self, pid, every):
        super().__init__(daemon=True)
        self.looks = []
        self._pid, self._every, self._over = pid, every, threading.Event()
        self.start()

    def stop(self):
        self._over.set()
        self.join()

    def run(self):
        while not self._over.wait(self._every):
            pids = list(_family(self._pid))
            if memory := sum(map(_memory, pids)):
                self.looks.append(Look(at=time.monotonic(), memory=memory, cpu=sum(map(_spent, pids))))


def _family(pid):
    """Yield a process and all that descend from it."""
    waiting = [pid]
    while waiting:
        pid = waiting.pop()
        yield pid
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                waiting += map(int, children.read_text().split())
            except OSError:
                continue


def _memory(pid):
    """Give the proportional set size in bytes: memory that several processes share is split among them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _spent(pid):
    """Give user and system seconds of a process and of its children that are over."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / _TICKS


def disk(folder, *, without):
    """Give the bytes of all files under a folder that do not have one of those names."""
    return sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file() and file.name not in without)
