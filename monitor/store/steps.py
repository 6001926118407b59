"""The register of migrations. sqlite-utils applies them; to see that none is pending, it need not be imported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from monitor.store.handle import Database

    Function = Callable[[Database], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One migration."""

    name: str
    fn: Function


class Steps:
    """Migrations in the order in which they are applied; filled by decorating functions, as sqlite-utils has it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._migrations: list[Step] = []

    def __call__(self, *, name: str | None = None) -> Callable[[Function], Function]:
        """Register a function, under its own name unless told another."""

        def register(function: Function) -> Function:
            self._migrations.append(Step(name or function.__name__, function))
            return function

        return register
