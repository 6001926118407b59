"""The garbage collector waits while a page is read, and is as it was afterwards."""

import gc

import pytest

import monitor
from monitor.document.collecting import paused

PAGE = b"<html><body>" + b"<p>We keep your data for <b>two</b> years.</p>" * 3000 + b"</body></html>"


@pytest.fixture
def collections():
    """The collections that began, by generation."""
    begun = []

    def note(phase, about):
        if phase == "start":
            begun.append(about["generation"])

    gc.callbacks.append(note)
    yield begun
    gc.callbacks.remove(note)


@pytest.fixture
def switched_off():
    gc.disable()
    yield
    gc.enable()


def test_a_page_is_read_without_collections(collections):
    monitor.read(b"<p>What a first reading imports is none of it.</p>", media_type="text/html")
    collections.clear()

    monitor.read(PAGE, media_type="text/html")

    assert len(collections) <= 3  # what waited is looked through once, when the reading is over


def test_the_collector_is_on_again_after_a_reading():
    monitor.read(PAGE, media_type="text/html")

    assert gc.isenabled()


def test_the_collector_is_on_again_after_a_page_that_cannot_be_read():
    with pytest.raises(monitor.DocumentError):
        monitor.read(b"<p></p>", media_type="text/html")

    assert gc.isenabled()


def test_a_collector_that_the_program_switched_off_stays_off(switched_off):
    monitor.read(PAGE, media_type="text/html")

    assert not gc.isenabled()


def test_a_pause_within_a_pause_does_not_end_it():
    with paused():
        with paused():
            pass
        assert not gc.isenabled()

    assert gc.isenabled()
