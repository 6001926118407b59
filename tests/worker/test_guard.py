"""A job that waits for ever is ended by the clock on the wall, and no other is."""

import threading

from monitor.worker.guard import Guard


def test_a_job_that_takes_too_long_is_given_up_once():
    heard, again = threading.Event(), threading.Event()

    def give_up():
        (again if heard.is_set() else heard).set()

    guard = Guard(0.05, give_up)

    with guard.job():
        is_heard = heard.wait(20)
        is_heard_again = again.wait(0.3)
    guard.close()

    assert (is_heard, is_heard_again) == (True, False)


def test_jobs_that_are_quick_are_not_given_up_however_long_they_take_together():
    heard = threading.Event()
    guard = Guard(0.8, heard.set)

    for _ in range(18):
        with guard.job():
            heard.wait(0.05)
    guard.close()

    assert not heard.is_set()


def test_a_job_after_a_pause_has_all_its_time_and_no_more():
    heard = threading.Event()
    guard = Guard(0.8, heard.set)

    with guard.job():
        pass
    assert not heard.wait(0.9)
    with guard.job():
        is_early = heard.wait(0.05)
        is_heard = heard.wait(20)
    guard.close()

    assert (is_early, is_heard) == (False, True)


def test_nobody_is_on_guard_any_more_once_that_is_over():
    before = threading.active_count()
    guard = Guard(60, lambda: None)
    with guard.job():
        pass

    guard.close()

    pause = threading.Event()
    for _ in range(400):
        if threading.active_count() == before:
            break
        pause.wait(0.05)
    assert threading.active_count() == before
