"""Where the crawl connects to: nowhere but public addresses, checked where the connection is made."""

import errno
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Response

from monitor.crawl.redirect import target_of
from monitor.errors import FetchError
from monitor.model import Snapshot

SPELLINGS = [
    "127.0.0.1", "127.1", "0x7f.1", "0177.0.0.1", "2130706433", "0x7f000001", "127.0.0.1.", "[::1]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "0.0.0.0", "0", "[::]",
    "169.254.169.254", "10.0.0.1",
    "100.64.0.1", "224.0.0.1", "\uff11\uff12\uff17.0.0.1", "127\u30020\u30020\u30021", "[fe80::1]", "[fd00:ec2::254]",
]  # fmt: skip


@pytest.fixture
def connections(monkeypatch):
    """List the addresses a connection was tried to; outside of this machine nobody answers."""
    tried = []
    connect = socket.socket.connect_ex

    def connect_ex(self, address):
        tried.append(address[:2])
        return connect(self, address) if address[0].startswith("127.") else errno.ECONNREFUSED

    monkeypatch.setattr(socket.socket, "connect_ex", connect_ex)
    return tried


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_a_private_address_is_connected_to(web, connections, host):
    answers = web.run(web.errands({"policy": f"http://{host}/"}), private=())

    assert web.only(answers, "policy").reason.startswith(("address not public: ", "the host's name could not be found"))
    assert connections == []


@pytest.mark.parametrize("host", ["127.1", "0x7f.1", "[::1]"])
def test_redirect_to_a_private_address_is_not_followed(web, open_site, host):
    site = open_site({"/": web.moved(f"http://{host}/")})

    answers = web.run(web.errands({"policy": site.url()}), private=(site.host,))

    assert web.only(answers, "policy").reason.startswith("address not public: ")


def test_refresh_to_a_private_address_is_not_followed(web, open_site):
    site = open_site({"/": web.answer(b'<meta http-equiv=refresh content="0;url=http://127.0.0.1/">')})

    answers = web.run(web.errands({"policy": site.url()}), private=(site.host,))

    assert web.only(answers, "policy").reason == "address not public: 127.0.0.1"


def test_redirect_to_a_port_nobody_named_is_not_followed(web, open_site):
    site = open_site(host="127.0.0.1")
    other = open_site({"/": web.answer()}, host="127.0.0.1")
    site.pages["/"] = web.moved(other.url())

    answers = web.run(web.errands({"policy": site.url()}))

    assert web.only(answers, "policy").reason == f"port {other.port} is not one the watchlist names"
    assert other.asked == []


def test_host_and_port_of_ones_own_network_may_be_named(web, open_site, connections):
    site = open_site({"/": web.answer()})

    answers = web.run(web.errands({"policy": site.url()}), private=(f"{site.host}:{site.port}",))

    assert isinstance(web.only(answers, "policy"), Snapshot)
    assert set(connections) == {(site.host, site.port)}


@pytest.fixture
def names(monkeypatch):
    """Let tests say which addresses a name has, one list a look-up, and count the look-ups."""
    known, real = {}, socket.getaddrinfo

    def look_up(host, port, *rest, **options):
        if host not in known:
            return real(host, port, *rest, **options)
        addresses = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


def test_name_with_a_private_address_is_refused(web, open_site, names):
    site = open_site({"/": web.answer()})
    names["policy.example"] = [[site.host]]

    answers = web.run(web.errands({"policy": f"http://policy.example:{site.port}/"}), private=())

    assert web.only(answers, "policy").reason == f"address not public: {site.host}"
    assert site.asked == []


def test_name_with_one_private_address_among_others_is_refused(web, open_site, names):
    site = open_site({"/": web.answer()})
    names["policy.example"] = [["93.184.216.34", site.host]]

    answers = web.run(web.errands({"policy": f"http://policy.example:{site.port}/"}), private=())

    assert web.only(answers, "policy").reason == f"address not public: {site.host}"


def test_name_that_turns_private_after_the_check_is_not_looked_up_again(web, open_site, names, connections):
    site = open_site({"/": web.answer()})
    names["policy.example"] = [["93.184.216.34"], [site.host]]

    answers = web.run(web.errands({"policy": f"http://policy.example:{site.port}/"}), private=())

    assert connections == [("93.184.216.34", site.port)]
    assert web.only(answers, "policy").reason == f"address not public: {site.host}"  # at the second try


def test_pages_of_a_host_are_fetched_from_where_one_look_up_led(web, open_site, names, connections):
    site = open_site({"/0": web.answer(), "/1": web.answer()})
    names["policy.example"] = [[site.host], ["93.184.216.34"]]
    urls = {path: f"http://policy.example:{site.port}{path}" for path in ("/0", "/1")}

    answers = web.run(web.errands(urls), private=("policy.example",))

    assert {web.only(answers, path).address for path in urls} == {site.host}
    assert set(connections) == {(site.host, site.port)}


def test_name_of_ones_own_network_may_be_listed(web, open_site, names):
    site = open_site({"/": web.answer()})
    names["intranet.example"] = [[site.host]]

    answers = web.run(web.errands({"policy": f"http://Intranet.Example:{site.port}/"}), private=("intranet.example",))

    assert web.only(answers, "policy").address == site.host


@pytest.mark.parametrize(
    "name",
    [
        "xn--wgv71a.example",
        "\u65e5\u672c.example",
        "stra\xdfe.example",
        "a_b.example",
        "a--b.example",
        "xn--strae-oqa.example",
    ],
)
def test_name_in_any_letters_is_reached(web, open_site, names, name):
    site = open_site({"/": web.answer()})
    for spelling in (name, name.encode("idna").decode(), "xn--wgv71a.example", "xn--strae-oqa.example"):
        names[spelling] = [[site.host]]

    answers = web.run(web.errands({"policy": f"http://{name}:{site.port}/"}), private=tuple(names))

    assert isinstance(web.only(answers, "policy"), Snapshot)


def test_address_listed_as_private_does_not_open_names_that_lead_to_it(web, open_site, names):
    site = open_site({"/": web.answer()})
    names["rebind.example"] = [[site.host]]

    answers = web.run(web.errands({"policy": f"http://rebind.example:{site.port}/"}), private=(site.host,))

    assert web.only(answers, "policy").reason == f"address not public: {site.host}"


def test_ipv6_address_is_reached(web, names):
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    try:
        server = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    with server:
        url = f"http://[::1]:{server.getsockname()[1]}/"

        answers = web.run(web.errands({"policy": url}), private=("::1",), timeout=0.3)

    assert "took longer" in web.only(answers, "policy").reason


def test_proxy_of_the_environment_is_not_used(web, open_site, monkeypatch):
    site, proxy = open_site({"/": web.answer()}), open_site()
    monkeypatch.setenv("http_proxy", proxy.url())

    answers = web.run(web.errands({"policy": site.url()}))

    assert isinstance(web.only(answers, "policy"), Snapshot)
    assert proxy.asked == []


def test_user_name_in_a_watched_url_is_neither_sent_nor_shown(web, open_site):
    site = open_site({"/": web.answer(b"no", "401 Unauthorized")})

    answers = web.run(web.errands({"policy": f"http://user:secret@{site.host}:{site.port}/"}), private=(site.host,))

    assert web.only(answers, "policy").reason == "the server answered 401 Unauthorized"
    assert not [asked for asked in site.asked if asked.header("Authorization")]


@given(st.binary(max_size=60))
def test_any_location_is_a_web_address_or_refused(location):
    response = Response("https://example.org/", 302, {"Location": location})
    try:
        target = target_of("https://example.org/privacy", response)
    except FetchError as error:
        target = f"https:///{error}"
    assert target.isprintable()
    assert target.startswith("https://")
    assert "@" not in target.split("/")[2]
