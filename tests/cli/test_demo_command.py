"""What `monitor demo` leaves people with: a folder, and a command line that works in it."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(not Path(sys.executable).with_name("monitor").exists(), reason="monitor is no script here")
def test_the_last_line_works_as_it_stands_where_path_does_not_have_the_program(tmp_path):
    called = [str(Path(sys.executable).with_name("monitor")), "demo", str(tmp_path / "demo")]
    bare = {"PATH": "/usr/bin:/bin"}

    told = subprocess.run(called, capture_output=True, text=True, check=True, env=bare).stdout

    folder, command = re.search(r"with `cd (.*)` and `(.*? status)`", told).groups()
    done = subprocess.run(shlex.split(command), cwd=folder, capture_output=True, text=True, check=False, env=bare)
    assert done.stdout.startswith("8 policies watched: ")
