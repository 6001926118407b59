"""A loopback site in a process of its own: many hosts (127.0.HOST.1), pages made ahead, answers as cheap as can be.

    python -m night.server PORT PAGES [FOLDER]

It reads one line from standard input for each state it is to take on (`night.site.State` as JSON), makes all pages for
it, and answers with their number; to `null` it answers when pages were asked for since then, by the monotonic clock.
With FOLDER the pages are the HTML files in it, with marks of a visit put in.
"""

import asyncio
import gzip
import hashlib
import json
import sys
import time

from night import pages

_LEVEL = 4
_HEAD = b"HTTP/1.1 %s\r\nServer: loopback\r\nETag: %s\r\nCache-Control: no-cache\r\nVary: Accept-Encoding\r\n"
_MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


class Site:
    """What every path answers in the state that was last asked for."""

    def __init__(self, count, *folder):
        self._about = count, *folder
        self.answers = {}
        self.asked_at = []

    def take(self, state):
        """Make all pages for a state."""
        self.asked_at.clear()
        every, visit, noisy = state["edited_every"], state["visit"], state["noisy"]
        for number, parts in enumerate(pages.skeletons(*self._about)):
            is_edited = bool(every) and number % every == every // 2
            body = pages.build(parts, number, visit, edited=is_edited, noisy=noisy)
            tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'.encode()
            packed = gzip.compress(body, _LEVEL, mtime=0)
            kind = b"Content-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
            fresh = _HEAD % (b"200 OK", tag) + kind % len(packed) + packed
            self.answers[b"/p/%d" % number] = tag, fresh, _HEAD % (b"304 Not Modified", tag) + b"\r\n"

    def answer(self, head):
        """Give the whole answer to a request, by its head."""
        known = self.answers.get(head.split(b" ", 2)[1])
        if known is None:
            return _MISSING
        self.asked_at.append(time.monotonic())
        tag, fresh, unmodified = known
        asked = head.lower().partition(b"\nif-none-match:")[2].partition(b"\n")[0].strip()
        return unmodified if asked == tag else fresh


class Connection(asyncio.Protocol):
    """One connection, kept open."""

    def __init__(self, site):
        self._site, self._data = site, b""

    def connection_made(self, transport):
        self._transport = transport

    def data_received(self, data):
        self._data += data
        while b"\r\n\r\n" in self._data:
            head, _, self._data = self._data.partition(b"\r\n\r\n")
            self._transport.write(self._site.answer(head))


async def serve(port, count, *folder):
    loop = asyncio.get_running_loop()
    site = Site(count, *folder)
    await loop.create_server(lambda: Connection(site), "0.0.0.0", port, backlog=512)  # loopback has many addresses
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        if (state := json.loads(line)) is None:
            print(json.dumps(site.asked_at), flush=True)
        else:
            await loop.run_in_executor(None, site.take, state)
            print(len(site.answers), flush=True)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]))
