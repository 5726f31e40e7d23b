"""What a run does with each file, as a value that can go to another process. Importing this imports no rules."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property

from gklint.config.settings import Settings
from gklint.extensions import NO_EXTENSIONS, Extensions
from gklint.messages import worded
from gklint.readers import CONVERTED, DEFAULT_MAX_PAGES, FORMATS, Formats
from gklint.reporters.base import FORMATS as REPORTERS_BY_NAME
from gklint.reporters.base import Reporter, ReporterFormat, Style, reporter
from gklint.runner.discover import STANDARD_INPUT, Target
from gklint.runner.marking import Marker
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gklint.fixing import Wanted
    from gklint.readers import ReadError
    from gklint.runner.likeness import Traits
    from gklint.runner.outcome import Outcome
    from gklint.runner.setup import Setup
    from gklint.sightings import Sightings


class FixPlan(NamedTuple):
    """How files are fixed: unsafe fixes too, only shown as a diff, and what a person says of each (``--ask``)."""

    unsafe: bool = False
    diff: bool = False
    wanted: Wanted | None = None


class Job:
    """Does files. ``formats`` are the reporters that want their pieces; ``english`` puts a rule's English summary,
    where it has one, before the finding's message; ``together`` has reports remembered, since they will be compared;
    ``sightings`` are what the run saw of packs so far."""

    def __init__(
        self,
        settings: Settings,
        marker: Marker,
        formats: Sequence[tuple[str, Style]],
        *,
        force: bool = False,
        no_title: bool = False,
        english: bool = False,
        stdin_name: str = STANDARD_INPUT,
        max_pages: int = DEFAULT_MAX_PAGES,
        fixes: FixPlan | None = None,
        timings: dict[str, float] | None = None,
        extensions: Extensions = NO_EXTENSIONS,
        convert: bool = False,
        together: bool = True,
        sightings: Sightings | None = None,
    ) -> None:
        self.settings = settings
        self.marker = marker
        self.formats = formats
        self.force = force
        self.no_title = no_title
        self.english = english
        self.stdin_name = stdin_name
        self.max_pages = max_pages
        self.fixes = fixes
        self.timings = timings
        self.extensions = extensions
        self.convert = convert
        self.together = together
        self.sightings = sightings

    @cached_property
    def setup(self) -> Setup:
        """The rules, loaded when the first file needs them; raises :class:`~gklint.runner.setup.SetupError`."""
        from gklint.runner.setup import Setup

        return Setup(self.settings, self.no_title, self.timings, self.extensions, self.sightings)

    @cached_property
    def writers(self) -> list[Reporter]:
        """A reporter for each of ``formats``, to make its pieces."""
        return [reporter(name, style, self.reporters) for name, style in self.formats]

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """What whoever set up the run should change soon; the same for each file."""
        from gklint.engine.problems import renamed

        known, aliases = self.marker.known, self.setup.rules.aliases
        codes = dict.fromkeys(key.code for counts in known.counts.values() for key in counts if key.code in aliases)
        old = (renamed(code, aliases[code]) for code in codes)
        return (*self.setup.notices, *(worded("基线 {path}：{notice}", path=known.file, notice=one) for one in old))

    @property
    def reporters(self) -> Mapping[str, ReporterFormat]:
        """All output formats, those of plugins too."""
        return {**REPORTERS_BY_NAME, **{one.name: one for one in self.extensions.reporters}}

    @cached_property
    def readable(self) -> Formats:
        """All formats that can be read, those of plugins too."""
        return FORMATS + self.extensions.readers + ([CONVERTED] if self.convert else [])

    def __getstate__(self) -> dict[str, object]:
        """What another process needs; it loads the rules itself, and may work in another folder."""
        here = ("setup", "writers", "readable")
        state = {name: value for name, value in self.__dict__.items() if name not in here}
        start = self.settings.start or os.getcwd()
        moved = {"settings": self.settings.replaced(start=start), "marker": self.marker._replace(start=start)}
        return state | moved | {"sightings": None}

    def prepare(self) -> None:
        """Load the rules; raises :class:`~gklint.runner.errors.SetupError`."""
        _ = self.setup

    def own(self, target: Target) -> tuple[str, ...]:
        """What the outcome of the file depends on that is its own: its path, and what a baseline knows of it."""
        shown = self.shown(target)
        known = self.marker.known.slice(shown)
        return (shown, str(target.in_folder), repr(known) if known else "")

    def traits(self) -> Traits:
        """The packs that do not ship with gklint, and the plugins."""
        from gklint.packs import shipped
        from gklint.runner.likeness import pack_traits, plugin_traits
        from gklint.runner.packs import pack_folders

        ours = set(shipped().values())
        folders = pack_folders(self.settings, self.extensions)[0]
        return (*pack_traits(folder for folder in folders if folder not in ours), *plugin_traits(self.extensions))

    def shown(self, target: Target) -> str:
        """The path under which the file is reported."""
        return self.stdin_name if target.path == STANDARD_INPUT else target.path

    def unreadable(self, target: Target, error: ReadError) -> Outcome:
        """The outcome for a file that cannot be read."""
        from gklint.runner.doing import unreadable_file

        return unreadable_file(self, target, error)

    @property
    def one_by_one(self) -> bool:
        """Whether a file is done before the next is read: it may be changed, or a person be asked."""
        return self.fixes is not None

    def run(self, files: Sequence[tuple[Target, bytes]]) -> list[Outcome]:
        """The outcomes for files with their bytes; never raises for what is in them."""
        from gklint.runner.doing import do_each

        return do_each(self, files)
