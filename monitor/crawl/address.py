"""Where the crawl may go: public addresses, the web's two ports, and what the watchlist names.

Default deny: an address has to be known as public. Nothing here resolves names; see `monitor.crawl.resolver`.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_network
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

WEB_PORTS = {"http": 80, "https": 443}

_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_NOT_HOSTS = tuple(
    ip_network(block)
    for block in (
        "192.0.0.0/24",  # protocol assignments (RFC 6890)
        "192.88.99.0/24",  # 6to4 relays (RFC 7526)
        "2001::/23",  # protocol assignments, Teredo among them (RFC 4380)
        "2002::/16",  # 6to4 (RFC 3056): leads to an embedded IPv4 address
        "3fff::/20",  # documentation (RFC 9637)
        "5f00::/16",  # segment routing (RFC 9602)
    )
)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is one that anybody on the Internet may be sent to.

    IPv6 is public only inside the global unicast block. An IPv4 address inside an IPv6 one (IPv4-mapped, or NAT64,
    which networks without IPv4 need) is judged by itself.

    >>> from ipaddress import ip_address
    >>> is_public(ip_address("93.184.216.34")), is_public(ip_address("100.64.0.1"))
    (True, False)
    >>> is_public(ip_address("::ffff:127.0.0.1")), is_public(ip_address("64:ff9b::5db8:d822"))
    (False, True)
    """
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address not in _UNICAST:
            return False
    # is_global alone calls some multicast groups global
    return address.is_global and not address.is_multicast and not any(address in block for block in _NOT_HOSTS)


def place(url: str) -> tuple[str, int]:
    """Give the host, in lower case without a final dot, and the port a URL leads to.

    Raises:
        ValueError: the URL names no host, or no possible port.

    >>> place("https://Example.org./privacy"), place("http://[::1]:8080/")
    (('example.org', 443), ('::1', 8080))
    """
    parts = urlsplit(url)
    host = named(parts.hostname or "")
    if not host:
        raise ValueError("the URL names no host")
    return host, WEB_PORTS.get(parts.scheme, 0) if parts.port is None else parts.port


def named(host: str) -> str:
    """Give a host's name as it is compared: as it is looked up, in lower case, without final dot and brackets.

    >>> named("[::1]"), named("日本.Example.")
    ('::1', 'xn--wgv71a.example')
    """
    host = host.strip("[]").rstrip(".")
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()


@dataclass(frozen=True, slots=True)
class Guard:
    """The rules of one crawl: which ports of which hosts, and whose addresses may be private."""

    ports: frozenset[tuple[str, int]]
    """Hosts with the unusual ports that the watchlist names."""
    private: frozenset[tuple[str, int | None]]
    """Hosts, or hosts with one port, whose addresses need not be public."""

    @classmethod
    def of(cls, urls: Iterable[str], allow_private: Iterable[str]) -> Guard:
        """Read the rules from the watched URLs and the watchlist's `allow_private`.

        >>> from ipaddress import ip_address
        >>> guard = Guard.of(["http://example.org:8080/terms"], ["intranet.example", "10.1.2.3:8443"])
        >>> guard.refusal("example.org", 8080, [ip_address("93.184.216.34")])
        >>> guard.refusal("10.1.2.3", 443, [ip_address("10.1.2.3")])
        'address not public: 10.1.2.3'
        """
        private = frozenset(_entry(entry) for entry in allow_private)
        ports = {(host, port) for host, port in private if port is not None}
        for url in urls:
            try:
                ports.add(place(url))
            except ValueError:
                continue  # such a URL fails by itself
        return cls(frozenset(ports), private)

    def refusal(self, host: str, port: int, addresses: Iterable[IPv4Address | IPv6Address]) -> str | None:
        """Say in one line why a connection may not be made, None when it may.

        One address that is not public refuses the whole name: what else it answers is no reason to trust it.
        """
        host = named(host)
        if port not in WEB_PORTS.values() and (host, port) not in self.ports:
            return f"port {port} is not one the watchlist names"
        if {(host, None), (host, port)} & self.private:
            return None
        bad = next((address for address in addresses if not is_public(address)), None)
        return None if bad is None else f"address not public: {bad}"


def _entry(entry: str) -> tuple[str, int | None]:
    """Read "host", "host:port", "::1" or "[::1]:port"."""
    host, colon, port = entry.strip().rpartition(":")
    if colon and port.isascii() and port.isdigit() and (":" not in host or host.endswith("]")):
        return named(host), int(port)
    return named(entry.strip()), None
