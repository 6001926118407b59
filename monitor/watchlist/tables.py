"""The shape of the file: which tables and keys there are, and what each may hold.

The one place that knows pydantic's models. `${NAME}` is replaced here, in the fields that allow it, from the
validation context; a context of None means that the environment is not at hand (an editor checks a file on a
machine that will not run it), and values that need it are then not looked into.
"""

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from monitor.model import GIVE_UP_AFTER, Level, Render, SignalKind, Topic
from monitor.watchlist import clocks, values

Check = Callable[[str], Any]


class Language(StrEnum):
    """What the words around changes can be written in."""

    EN = "en"
    JA = "ja"


def _checked(check: Check, *, variables: bool = False) -> BeforeValidator:
    """Make a validator of a function that takes text and raises ValueError."""

    def validate(value: object, info: ValidationInfo) -> object:
        if not isinstance(value, str):
            raise PydanticCustomError("string_type", "must be text in quotes")
        try:
            if variables and "${" in value:
                known = info.context if info.context is not None else dict.fromkeys(values.variables(value), "x")
                expanded = values.expand(value, known)
                if info.context is None and known:
                    return value
                if isinstance(known, values.Forgiving) and known.lacks(value):
                    return expanded  # a whole URL may be missing: there is nothing to look at
                value = expanded
            return check(value)
        except PydanticCustomError:
            raise
        except ValueError as fault:  # told as context, so that braces in it are left alone
            raise PydanticCustomError("fault", "{text}", {"text": str(fault)}) from None

    return BeforeValidator(validate)


def _span(least: timedelta, most: timedelta) -> Check:
    return lambda text: values.within(values.duration(text), least, most)


def _second_look(value: object) -> object:
    """Take true for at once and false for never; else a time, for which the run can be made to last."""
    if isinstance(value, bool):
        return timedelta() if value else None
    if not isinstance(value, str):
        raise PydanticCustomError("fault", "{text}", {"text": 'must be true, false, or a time such as "30s"'})
    try:
        return values.within(values.duration(value), timedelta(), _LONGEST_LOOK)
    except ValueError as fault:
        raise PydanticCustomError("fault", "{text}", {"text": str(fault)}) from None


def _one_of(noun: str, kind: type[StrEnum]) -> Check:
    def check(text: str) -> StrEnum:
        if text not in set(kind):
            raise PydanticCustomError("choice", f"unknown {noun} {{given}}", {"known": [str(each) for each in kind]})
        return kind(text)

    return check


def _listed(value: object) -> object:
    """Take one value for a list of it; where it is told of, `monitor.watchlist.mistakes` leaves the position out."""
    return value if isinstance(value, list) else [value]


_LONGEST_LOOK = timedelta(minutes=10)
_SPAN_SCHEMA = WithJsonSchema({"type": "string", "pattern": values.DURATION})
_DAY = timedelta(days=1)
_NONE: Any = ()
"""No items, for a list: pydantic makes a deep copy of a list for each of many targets that do not say otherwise."""

Name = Annotated[str, _checked(values.name)]
Line = Annotated[str, _checked(values.line)]
Every = Annotated[
    timedelta | None,
    _checked(values.every),
    WithJsonSchema({"anyOf": [{"const": "auto"}, {"type": "string", "pattern": values.DURATION}]}),
]
Settle = Annotated[timedelta, _checked(_span(timedelta(), 366 * _DAY)), _SPAN_SCHEMA]
Confirm = Annotated[
    timedelta | None,
    BeforeValidator(_second_look),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": values.DURATION}]}),
]
Delay = Annotated[timedelta, _checked(_span(timedelta(), _DAY / 24)), _SPAN_SCHEMA]
Timeout = Annotated[timedelta, _checked(_span(timedelta(seconds=1), _DAY / 24)), _SPAN_SCHEMA]
WebAddress = Annotated[str, _checked(values.web_address, variables=True), WithJsonSchema({"type": "string"})]
ServiceAddress = Annotated[str, _checked(values.service_address, variables=True), WithJsonSchema({"type": "string"})]
Contact = Annotated[str, _checked(values.contact, variables=True)]
FilePath = Annotated[str, _checked(values.line, variables=True)]
PrivateHost = Annotated[str, _checked(values.private_host)]
Selector = Annotated[str, _checked(values.selector)]
Pattern = Annotated[str, _checked(values.pattern)]
LevelName = Annotated[Level, _checked(_one_of("level", Level))]
TopicName = Annotated[Topic, _checked(_one_of("topic", Topic))]
SignalName = Annotated[SignalKind, _checked(_one_of("signal", SignalKind))]
RenderName = Annotated[Render, _checked(_one_of("way to render", Render))]
LanguageName = Annotated[Language, _checked(_one_of("language", Language))]
ServiceAddresses = Annotated[
    list[ServiceAddress],
    BeforeValidator(_listed),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]
DigestTime = Annotated[Any, _checked(clocks.schedule), WithJsonSchema({"type": "string"})]
QuietHours = Annotated[Any, _checked(clocks.quiet), WithJsonSchema({"type": "string", "pattern": clocks.QUIET})]
Zone = Annotated[str, _checked(clocks.zone)]
GiveUp = Annotated[timedelta, _checked(_span(_DAY / 24, 366 * _DAY)), _SPAN_SCHEMA]


def _span_field(default: str, description: str) -> Any:  # noqa: ANN401 - as pydantic's Field
    """Give a field its default; the schema shows it as one writes it in the file."""
    return Field(default=values.duration(default), description=description, json_schema_extra={"default": default})


class Table(BaseModel):
    """A table of the file: unknown keys are mistakes, and nothing is converted silently."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Defaults(Table):
    """What holds for every target that does not say otherwise."""

    tags: list[Line] = Field(_NONE, description="Groups, for `--tag`.")
    every: Every = _span_field(
        "12h", 'How often to look, with `monitor run --due`: "12h", "7d", or "auto", by the target\'s own history.'
    )
    notify: list[str] = Field(_NONE, description="Names of the channels that are told. Without it: all of them.")
    select: Selector = Field("", description="CSS selector of the part that is the policy. Rarely needed.")
    remove: list[Selector] = Field(_NONE, description="CSS selectors of parts that are not. Rarely needed.")
    ignore: list[Pattern] = Field(_NONE, description="Regular expressions; clauses that match are left out.")
    enabled: bool = Field(default=True, description="false: keep its history, do not visit it.")
    report_after: int = Field(
        3, ge=1, le=1000, description="How many visits in a row must fail before people are told."
    )
    settle: Settle = _span_field(
        "24h", "How long a doubtful text must stay, on three visits, before it is taken as the policy."
    )
    confirm: Confirm = Field(
        default=timedelta(),
        description='How long after a change to fetch the page again before it is told ("30s"); false: not at all.',
        json_schema_extra={"default": True},
    )
    render: RenderName = Field(
        Render.AUTO, description="Run the page's scripts in a browser: where it is empty without, always, or never."
    )


class TargetTable(Defaults):
    """One policy document to watch."""

    url: WebAddress = Field(description="Where the policy is.")
    name: Line = Field("", description="What people call it.")


class ChannelTable(Table):
    """One place to which alerts go, which of them, and when."""

    url: ServiceAddresses = Field(
        description="An Apprise URL, or a list of them, each a recipient; secrets as ${NAME}, from the environment."
    )
    level: LevelName = Field(Level.MINOR, description="The least level that is told here.")
    topics: list[TopicName] = Field([], description="Only changes on one of these topics.")
    signals: list[SignalName] = Field([], description="Only changes with one of these signals.")
    tags: list[Line] = Field([], description="Only targets with one of these tags.")
    targets: list[str] = Field([], description="Only these targets.")
    language: LanguageName | None = Field(None, description="Of the words around the changes; else the file's.")
    digest: DigestTime | None = Field(
        None,
        description='Collect, and send at this time: "daily", "weekly", "09:00 Asia/Tokyo", "mon 09:00 Asia/Tokyo".',
    )
    at_once: LevelName | None = Field(None, description="Changes of this level or above do not wait for the digest.")
    quiet: QuietHours | None = Field(None, description='Hours in which nothing is sent: "22:00-07:00 Asia/Tokyo".')
    give_up_after: GiveUp = Field(
        default=GIVE_UP_AFTER,
        description="How long after the first refusal an alert is tried.",
        json_schema_extra={"default": "7d"},
    )
    template: Line | None = Field(None, description="A Jinja2 file for the message, relative to this file.")
    title: Line | None = Field(None, description='A Jinja2 text for the title: "[policy] {{ title }}".')


class HeartbeatTable(Table):
    """A service that raises the alarm when runs stop coming."""

    url: WebAddress = Field(description="Asked for (GET) at the end of each run; secrets as ${NAME}.")


class File(Table):
    """A watchlist: what to watch, and whom to tell."""

    contact: Contact = Field("", description="Your mail or web address; goes into the user agent.")
    database: FilePath | None = Field(None, description="Where history is kept, relative to this file.")
    secrets: FilePath | None = Field(None, description='File of NAME = "value" for ${NAME}, relative to this one.')
    timestamp: WebAddress | None = Field(None, description="Time-stamp authority (RFC 3161) for `monitor timestamp`.")
    site: WebAddress | None = Field(None, description="Where the site that `monitor report -o` writes can be read.")
    language: LanguageName = Field(Language.EN, description="Of reports, and of channels that name none.")
    timezone: Zone = Field("UTC", description='On whose clocks people are told times: "Asia/Tokyo", "Europe/Berlin".')
    allow_private: list[PrivateHost] = Field([], description="Hosts of your own network that may be fetched.")
    delay: Delay = _span_field("2s", "Between two requests to one host.")
    concurrency: int = Field(8, ge=1, le=64, description="Hosts visited at the same time.")
    max_per_host: int | None = Field(
        None, ge=1, le=1_000_000, description="Pages of one host in one run; the others come first in the next one."
    )
    timeout: Timeout = _span_field("60s", "For one page as a whole, redirects included.")
    browser: FilePath | None = Field(None, description="Path or name of the Chromium that renders pages.")
    heartbeat: HeartbeatTable | None = Field(None, description="Told at the end of each run.")
    defaults: Defaults = Field(
        default_factory=lambda: Defaults.model_validate({}),
        description="What holds for every target that does not say otherwise.",
    )
    channel: dict[Name, ChannelTable] = Field({}, description="Places to which alerts go, by name.")
    target: dict[Name, TargetTable] = Field({}, description="Policies to watch, by name.")


def keys(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """List the keys that may stand in the table at a path; none where there is no table."""
    shapes: dict[tuple[str | int, ...], type[Table]] = {
        (): File,
        ("defaults",): Defaults,
        ("heartbeat",): HeartbeatTable,
    }
    named: dict[object, type[Table]] = {"target": TargetTable, "channel": ChannelTable}
    is_named = len(path) == 2 and path[0] in named  # noqa: PLR2004 - a kind of table and a name
    shape = named[path[0]] if is_named else shapes.get(path)
    return tuple(shape.model_fields) if shape else ()
