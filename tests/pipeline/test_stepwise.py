"""A process that is killed, or whose disk breaks, at any step loses nothing; `stepwise.py` tells how that is tried."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("stepwise.py")
KILLED, REFUSED = -9, 3

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked and killed")


def tried(job, fault, stride):
    """Give what was found after an undisturbed job, and after one disturbed at each step."""
    command = [sys.executable, str(SCRIPT), job, fault, str(stride)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=110)
    assert done.returncode == 0, done.stderr
    undisturbed, *others = map(json.loads, done.stdout.splitlines())
    assert others, "nothing was disturbed"
    return undisturbed, others


def lasting(found):
    """What may not depend on a disturbance: the record, and that everybody was told."""
    told = {name: bool(times) for name, times in found["told"].items()}
    return [found[name] for name in ("again", "faults", "versions", "colours", "waiting", "partial")] + [told]


@pytest.mark.parametrize(
    ("job", "stride"), [("run", 47), ("workers", 113), ("notify", 5), ("reread", 23), ("migrate", 7)], ids=str
)
def test_killed_at_any_step_the_next_one_finds_the_same_versions_changes_and_alerts(job, stride):
    undisturbed, others = tried(job, "kill", stride)

    for found in others:
        assert found["status"] == KILLED
        assert lasting(found) == lasting(undisturbed), f"killed at step {found['step']}"
        assert found["messages"] <= undisturbed["messages"] + 1, f"killed at step {found['step']}"


@pytest.mark.parametrize(
    ("job", "stride"), [("run", 79), ("workers", 149), ("notify", 7), ("reread", 37), ("migrate", 11)], ids=str
)
def test_refused_by_the_disk_at_any_step_the_next_one_finds_the_same(job, stride):
    undisturbed, others = tried(job, "fail", stride)

    for found in others:
        assert found["status"] == REFUSED, f"at step {found['step']}"
        assert lasting(found) == lasting(undisturbed), f"refused at step {found['step']}"
        assert found["messages"] <= undisturbed["messages"] + 1, f"refused at step {found['step']}"


def test_an_undisturbed_job_does_something_to_lose():
    undisturbed, _ = tried("run", "kill", 997)

    assert {name: len(kept) for name, kept in undisturbed["versions"].items()} == {
        "same": 1,
        "changed": 2,
        "new": 1,
        "silent": 1,
        "shorter": 2,
    }
    assert undisturbed["told"] == {"same": 0, "changed": 1, "new": 0, "silent": 1, "shorter": 1}
