"""What holds for all tests: no law is broken by a slow machine, and a CI run is the same each time."""

import os

from hypothesis import settings

settings.register_profile("steady", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "steady")
