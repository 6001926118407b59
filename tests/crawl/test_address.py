from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.crawl.address import Guard, is_public, place

PRIVATE = """
    127.0.0.1 127.8.9.10 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1
    100.127.255.254 192.0.0.8 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9 192.88.99.1 224.0.0.1 224.0.1.1
    239.255.255.250 240.0.0.1 255.255.255.255
    :: ::1 ::7f00:1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::127.0.0.1
    64:ff9b::10.0.0.1 64:ff9b:1::1 2002:7f00:1:: 2002:5db8:d822:: 2001:0:5db8:d822:: 2001:db8::1 fe80::1 fec0::1
    fc00::1 fd00:ec2::254 ff02::1 ff0e::1 100::1 3fff::1 5f00::1 4000::1
"""
PUBLIC = (
    "93.184.216.34 8.8.8.8 100.63.255.255 100.128.0.1 172.32.0.1 2606:2800:220:1::1 ::ffff:8.8.8.8 64:ff9b::808:808"
)


@pytest.mark.parametrize("address", PRIVATE.split())
def test_address_that_is_not_for_everybody_is_not_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC.split())
def test_address_of_the_internet_is_public(address):
    assert is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_ipv4_address_inside_an_ipv6_one_is_as_public_as_by_itself(address):
    assert is_public(ip_address(f"::ffff:{address}")) == is_public(address)
    assert is_public(ip_address(f"64:ff9b::{address}")) == is_public(address)


@given(st.ip_addresses(v=6))
def test_nothing_outside_global_unicast_is_public(address):
    embeds = address.ipv4_mapped or address in __import__("ipaddress").ip_network("64:ff9b::/96")

    assert embeds or not is_public(address) or int(address) >> 125 == 1


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://Example.ORG/", ("example.org", 80)),
        ("https://example.org./", ("example.org", 443)),
        ("https://user:secret@example.org:8443/", ("example.org", 8443)),
        ("http://[::1]:81/", ("::1", 81)),
    ],
)
def test_place_is_host_and_port(url, expected):
    assert place(url) == expected


@pytest.mark.parametrize("url", ["http://", "http:///path", "http://example.org:99999/", "http://example.org:x/"])
def test_url_that_leads_nowhere_has_no_place(url):
    with pytest.raises(ValueError, match=r".+"):
        place(url)


LOOPBACK = [ip_address("127.0.0.1")]
OPEN = [ip_address("8.8.8.8")]


def test_private_address_is_refused_by_name():
    guard = Guard.of(["http://example.org/"], [])

    assert guard.refusal("example.org", 80, LOOPBACK) == "address not public: 127.0.0.1"


def test_one_private_address_among_public_ones_refuses_the_host():
    guard = Guard.of([], [])

    assert guard.refusal("example.org", 443, [*OPEN, *LOOPBACK]) == "address not public: 127.0.0.1"


@pytest.mark.parametrize(
    ("entry", "host", "port", "allowed"),
    [
        ("127.0.0.1", "127.0.0.1", 80, True),
        ("127.0.0.1", "localhost", 80, False),
        ("intranet.example", "Intranet.Example.", 443, True),
        ("intranet.example", "www.intranet.example", 443, False),
        ("10.1.2.3:8080", "10.1.2.3", 8080, True),
        ("10.1.2.3:8080", "10.1.2.3", 80, False),
        ("::1", "::1", 80, True),
        ("[::1]", "::1", 80, True),
        ("[::1]:8080", "::1", 8080, True),
        ("[::1]:8080", "::1", 80, False),
    ],
)
def test_allow_private_means_the_host_as_written(entry, host, port, allowed):
    guard = Guard.of([], [entry])

    assert (guard.refusal(host, port, LOOPBACK) is None) == allowed


@pytest.mark.parametrize(
    ("port", "allowed"), [(80, True), (443, True), (8080, True), (22, False), (8081, False), (0, False)]
)
def test_port_is_one_of_the_web_or_named_by_a_watched_url(port, allowed):
    guard = Guard.of(["http://example.org:8080/terms"], [])

    assert (guard.refusal("example.org", port, OPEN) is None) == allowed


def test_port_named_for_one_host_is_not_named_for_another():
    guard = Guard.of(["http://example.org:8080/terms"], [])

    assert guard.refusal("example.net", 8080, OPEN) == "port 8080 is not one the watchlist names"
