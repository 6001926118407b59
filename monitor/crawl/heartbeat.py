"""The sign of life at the end of a run: one request to a service that raises the alarm when none comes.

No answer of it is read beyond the status, no redirect followed, and no message shows its address, which is the key to
it. It may be private only where the watchlist allows it, and that is checked where the connection is made.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from monitor.crawl.address import Guard, place
from monitor.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS = 10.0
_GOOD = range(200, 300)
_SAFE = "%/:?#[]@!$&'()*+,;="


def ping(url: str, allow_private: Sequence[str] = (), *, seconds: float = SECONDS) -> None:
    """Ask for an address (GET), once.

    Args:
        url: http or https.
        allow_private: the watchlist's.
        seconds: all of it may take.

    Raises:
        FetchError: it was not accepted; the message says why, and nothing of the address.
    """
    faults: list[str] = []
    asking = threading.Thread(target=_try, args=(url, allow_private, seconds, faults), name="heartbeat", daemon=True)
    asking.start()
    asking.join(seconds)  # a name server may take longer than any time-out of a socket
    if asking.is_alive():
        raise FetchError(f"no answer within {seconds:g} seconds")
    if faults:
        raise FetchError(faults[0])


def _try(url: str, allow_private: Sequence[str], seconds: float, faults: list[str]) -> None:
    """Ask, and note what is wrong; all that can go wrong is here, and its words may hold the address."""
    try:
        status = _ask(url, allow_private, seconds)
    except FetchError as error:
        faults.append(error.message)
    except ssl.SSLError:
        faults.append("no secure connection could be made, or its certificate cannot be trusted")
    except TimeoutError:
        faults.append(f"no answer within {seconds:g} seconds")
    except Exception as error:  # noqa: BLE001 - a run does not fail over this
        faults.append(f"the connection could not be made, or broke off ({type(error).__name__})")
    else:
        if status not in _GOOD:
            faults.append(f"the service answered with status {status}")


def _ask(url: str, allow_private: Sequence[str], seconds: float) -> int:
    host, port = place(url)
    sock = socket.create_connection((_address(url, host, port, allow_private), port), seconds)
    with sock:
        parts = urlsplit(url)
        target = quote(parts.path or "/", _SAFE) + (f"?{quote(parts.query, _SAFE)}" if parts.query else "")
        named = f"[{host}]" if ":" in host else host
        if parts.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        with sock:
            connection = http.client.HTTPConnection(host, port, timeout=seconds)
            connection.sock = sock
            headers = {"Host": f"{named}:{parts.port}" if parts.port else named, "User-Agent": "monitor"}
            connection.request("GET", target, headers=headers | {"Connection": "close"})
            with connection.getresponse() as response:
                return response.status


def _address(url: str, host: str, port: int, allow_private: Sequence[str]) -> str:
    """Give the address to connect to: one that was looked at, so that no second look-up can give another."""
    try:
        found = [ip_address(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise FetchError("the name of its host could not be found") from error
    if Guard.of([url], allow_private).refusal(host, port, found):
        raise FetchError("its address is not public; name its host under allow_private if it is yours")
    return str(found[0])
