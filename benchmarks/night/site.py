"""The site, as the benchmark sees it: a process to be told which state to take on."""

import json
import socket
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

PER_HOST = 20
"""Pages that share a host, which is asked one thing at a time."""
_BENCHMARKS = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class State:
    """What the pages are like at a visit."""

    name: str
    visit: int = 0
    noisy: bool = False
    """False: nonces and tokens are those of visit 0."""
    edited_every: int = 0
    """Every so manieth page has a clause reworded; 0 for none."""
    is_ours: bool = False
    """True: peers, who learn nothing, need not see it."""


class Server:
    """The server, in a process of its own; a context manager."""

    def __init__(self, count, folder=None):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.about = [str(count), *([str(folder.resolve())] if folder else [])]
        command = [sys.executable, "-m", "night.server", str(self.port), *self.about]
        self._process = subprocess.Popen(
            command, cwd=_BENCHMARKS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.pages = 0

    def take(self, state):
        """Serve another state; return when it is ready."""
        self.pages = self._ask(asdict(state))

    def asked_at(self):
        """List when pages were asked for in this state, by the monotonic clock."""
        return self._ask(None)

    def _ask(self, question):
        print(json.dumps(question), file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())

    def urls(self):
        """Give the address of each page; hosts are addresses of this machine."""
        return [f"http://{_host(number // PER_HOST)}:{self.port}/p/{number}" for number in range(self.pages)]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()


def _host(at):
    return f"127.{at // 250 // 250 + 1}.{at // 250 % 250}.{at % 250 + 1}"


def parsing(server):
    """Give the milliseconds of processor time that BeautifulSoup over lxml takes for a page, measured in a process."""
    code = (
        "import sys, time\nfrom bs4 import BeautifulSoup\nfrom night import pages\n"
        "parts = pages.skeletons(int(sys.argv[1]), *sys.argv[2:])\n"
        "spent = 0.0\n"
        "for number, part in enumerate(parts):\n"
        "    body = pages.build(part, number, 0)\n"
        "    started = time.process_time()\n"
        "    BeautifulSoup(body, 'lxml')\n"
        "    spent += (time.process_time() - started) * (number > 0)\n"
        "print(spent / number * 1000)"
    )
    command = [sys.executable, "-c", code, *server.about]
    return float(subprocess.run(command, cwd=_BENCHMARKS, capture_output=True, text=True, check=True).stdout)
