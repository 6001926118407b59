import gzip
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.crawl.decoding import decoded
from monitor.errors import FetchError

TEXT = b"We keep your data for one year. " * 5000
MOST = 1_000_000


def bare(data):
    squeezer = zlib.compressobj(wbits=-15)
    return squeezer.compress(data) + squeezer.flush()


CODERS = {"gzip": gzip.compress, "x-gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}


@pytest.mark.parametrize("name", CODERS)
@given(data=st.binary(max_size=5000))
def test_what_was_coded_comes_back(name, data):
    assert decoded(CODERS[name](data), [name], MOST) == data


def test_bare_deflate_stream_of_old_servers_is_read():
    assert decoded(bare(TEXT), ["deflate"], MOST) == TEXT


def test_all_members_of_a_gzip_file_are_read():
    assert decoded(gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0", ["gzip"], MOST) == b"one two"


def test_codings_are_undone_in_reverse_order():
    assert decoded(gzip.compress(brotli.compress(TEXT)), ["br, GZIP"], MOST) == TEXT


@pytest.mark.parametrize("codings", [[], [""], ["identity"], ["identity,"]])
def test_body_that_is_not_coded_stays(codings):
    assert decoded(TEXT, codings, MOST) == TEXT


def test_empty_body_is_empty_whatever_its_coding():
    assert decoded(b"", ["gzip"], MOST) == b""


@pytest.mark.parametrize("name", CODERS)
@given(data=st.data())
def test_stream_that_is_cut_off_is_never_half_a_text(name, data):
    whole = CODERS[name](TEXT[:2000])
    cut = data.draw(st.integers(min_value=1, max_value=len(whole) - 1))

    with pytest.raises(FetchError, match=r"cut off|damaged"):
        decoded(whole[:cut], [name], MOST)


def test_wrong_checksum_is_damage():
    coded = bytearray(gzip.compress(TEXT))
    coded[-6] ^= 1

    with pytest.raises(FetchError, match="damaged on the way: not gzip"):
        decoded(bytes(coded), ["gzip"], MOST)


def test_page_that_only_claims_to_be_coded_is_no_text():
    with pytest.raises(FetchError, match="not br, as it claims to be"):
        decoded(TEXT, ["br"], MOST)


@pytest.mark.parametrize("name", CODERS)
def test_bomb_stops_at_the_limit(name):
    bomb = CODERS[name](b"\0" * 8_000_000)

    with pytest.raises(FetchError, match="larger than 1 MiB"):
        decoded(bomb, [name], 1048576)


def test_bomb_inside_a_bomb_stops_at_the_limit():
    bomb = gzip.compress(gzip.compress(b"\0" * 8_000_000))

    with pytest.raises(FetchError, match="larger than 1000000 bytes"):
        decoded(bomb, ["gzip", "gzip"], MOST)


@pytest.mark.timeout(10)
def test_thousands_of_members_are_not_unpacked():
    with pytest.raises(FetchError, match="more than 100 pieces"):
        decoded(gzip.compress(b"") * 100_000, ["gzip"], MOST)


@pytest.mark.parametrize("codings", [["zstd"], ["aes128gcm"], ["gzip", "compress"], ["gzip, gzip, gzip"]])
def test_coding_that_was_not_asked_for_is_refused(codings):
    with pytest.raises(FetchError, match="not asked for"):
        decoded(TEXT, codings, MOST)
