"""One run of ``gklint check``: settings, files, outcomes, reports, exit status."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import date
from functools import cached_property

from gklint.cli.baselines import Baselines
from gklint.cli.configured import settings_of, setup_errors
from gklint.cli.errors import UsageError
from gklint.cli.hands import hands
from gklint.cli.host import host_of
from gklint.cli.output import complain, tell, terminal_width, wants_color, write_bytes, write_diff, write_text
from gklint.cli.progress import ProgressBar
from gklint.cli.sinks import Sinks
from gklint.cli.together import Together
from gklint.diagnostics import Severity
from gklint.messages import say, worded
from gklint.readers import FORMATS
from gklint.reporters.base import Style, no_rules, piece_of, reporter
from gklint.results import FileResult, Tally, exit_status
from gklint.runner.batch import Batch
from gklint.runner.discover import STANDARD_INPUT, Targets, discover
from gklint.runner.job import FixPlan, Job
from gklint.runner.marking import Marker, configured
from gklint.runner.outcome import Outcome
from gklint.runner.plan import outcome_store
from gklint.runner.seen import Seen
from gklint.sightings import Sightings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from gklint.fixing import Wanted
    from gklint.reporters.base import RuleFacts
    from gklint.runner.pool import Hire
    from gklint.runner.store import OutcomeStore

_PLAIN_WIDTH = 80
# Options that leave a run such that its answer may be kept; with any other it is worked out each time.
_ANSWERABLE = frozenset(
    {
        "select", "ignore", "extend_select", "severity", "fail_on", "format", "baseline", "no_suppress", "no_title",
        "color", "quiet", "verbose", "jobs", "lang", "statistics", "config", "isolated", "pack", "form", "force",
        "exclude", "max_size", "max_pages", "no_project",
    }
)  # fmt: skip


def check(paths: tuple[str, ...], given: Mapping[str, Any]) -> int:
    """Checks ``paths`` as the options ``given`` say, by name, and gives the exit status; raises ``CommandError``."""
    _refuse_nonsense(given)
    return Run(paths, given).go()


def _refuse_nonsense(given: Mapping[str, Any]) -> None:
    """Raises :class:`UsageError` for options that make no sense together."""
    pairs = (
        ("ask", "fix", "--ask 要和 --fix 一起用"),
        ("unsafe_fixes", "fix", "--unsafe-fixes 要和 --fix 或 --diff 一起用"),
        ("grow", "write_baseline", "--grow 要和 --write-baseline 一起用"),
    )
    for option, other, words in pairs:
        if given[option] and not given[other] and not (other == "fix" and given["diff"] and option != "ask"):
            raise UsageError(words)
    if given["write_baseline"] is not None and (given["fix"] or given["diff"]):
        raise UsageError("--write-baseline 不能和 --fix、--diff 一起用")
    if given["no_project"] and (given["against"] or given["ledger"] is not None):
        raise UsageError("--no-project 不能和 --against、--ledger 一起用")
    here = [name for name in ("fix", "diff", "ask", "timings", "convert") if given[name]]
    if given["executor"] is not None and here:
        raise UsageError(worded("--executor 不能和 --{option} 一起用：它只能在本机做", option=here[0]))


class Run:
    """A run; ``given`` are the options of the command by name."""

    def __init__(self, paths: tuple[str, ...], given: Mapping[str, Any]) -> None:
        self._given = given
        self._paths = paths or (".",)
        host = host_of()
        self._asked = host.asked
        self._sightings = self._asked.sightings if self._asked else Sightings()
        self._settings = settings_of(given, self._sightings)
        self._extensions = host.extensions
        self._total = Tally()
        self._seen = Seen()
        self._noted: set[str] = set()
        self._timings: dict[str, float] | None = {} if given["timings"] else None
        self._baselines = Baselines(given["write_baseline"], given["grow"], self._settings, self._sightings)
        self._fixing = given["fix"] or given["diff"]
        self._bar = ProgressBar(wanted=not given["quiet"] and not given["ask"], english=given["lang"] == "en")

    def go(self) -> int:
        """Does everything and gives the exit status."""
        with ExitStack() as stack:
            sinks = stack.enter_context(closing(self._sinks()))
            stack.callback(self._bar.hide)
            with setup_errors():
                self._report(self.outcomes(), sinks)
                self._close(sinks)
            self._bar.hide()
            sinks.end(self._total)
        self._afterwards()
        self._remember(cached=self._store is not None)
        return self._status()

    def outcomes(self) -> Iterator[Outcome]:
        """The outcome of each file, in order, with what is found by comparing them."""
        targets = self._targets(self._paths)
        together = self._together
        others = together.others(targets.files)
        self._total.passed_over = targets.passed_over
        self._bar.expect(len(targets.files) + len(others))
        batch = Batch(self._job, self._given["max_size"], self._store, self._sightings, self._tell)
        if not targets.files:
            self._job.prepare()
        with batch.pool(self._hire(len(targets.files) + len(others))) as pool:
            outcomes = self._bar.counted(batch.outcomes(targets.files, pool))
            if together.wanted:
                far = self._bar.counted(batch.outcomes(others, pool))
                outcomes = together.outcomes(outcomes, far, self._job, pool)
            yield from outcomes

    @cached_property
    def _store(self) -> OutcomeStore | None:
        uncached = self._given["no_cache"] or self._job.convert  # what LibreOffice does may differ the next time
        if self._fixing or self._timings is not None:
            return None
        return outcome_store(self._job, uncached, self._sightings)

    @cached_property
    def _together(self) -> Together:
        return Together(self._given, self._paths, lambda paths: self._targets(paths).files)

    def _targets(self, paths: Sequence[str]) -> Targets:
        extensions = (FORMATS + self._extensions.readers).extensions
        return discover(paths, self._given["exclude"], self._settings.left_out, extensions, self._sightings)

    @cached_property
    def _style(self) -> Style:
        return Style(
            terminal_width(),
            wants_color(self._given["color"]),
            self._given["verbose"],
            self._given["quiet"],
            self._given["lang"] == "en",
            self._rules,
        )

    def _rules(self) -> Iterable[RuleFacts]:
        """What the formats that describe rules are told; asked for when the run is done, if at all."""
        from gklint.cli.rule_facts import rule_facts

        return rule_facts(self._job.setup.rules)

    def _formats(self) -> list[tuple[str, Style]]:
        """The formats and styles of all reports: the one on standard output, then the files."""
        plain = self._style._replace(width=_PLAIN_WIDTH, color=False)
        first = [] if self._silent else [(self._given["format"], self._style)]
        return [*first, *((name, plain) for name, _ in self._given["output"])]

    @property
    def _silent(self) -> bool:
        """Whether standard output is for something else than findings."""
        return bool(self._given["diff"])

    @property
    def _filter(self) -> bool:
        """Whether a text comes from standard input and its fixed form goes to standard output."""
        return bool(self._given["fix"] and not self._given["diff"] and STANDARD_INPUT in self._paths)

    def _sinks(self) -> Sinks:
        plain = self._style._replace(width=_PLAIN_WIDTH, color=False)
        first = None if self._silent else (self._given["format"], self._style)
        to = (lambda text: complain(text.rstrip("\n")) if text else None) if self._filter else None
        return Sinks(first, self._given["output"], plain, to)

    @cached_property
    def _job(self) -> Job:
        given = self._given
        entries = configured(self._settings)
        writing = given["write_baseline"] is not None
        marker = Marker(entries, self._baselines.known, not given["no_suppress"], date.today(), writing)
        name = (given["stdin_filename"] or STANDARD_INPUT).replace("\\", "/")
        formats = [(name, style._replace(rules=no_rules)) for name, style in self._formats()]
        fixes = FixPlan(given["unsafe_fixes"], given["diff"], self._asker()) if self._fixing else None
        return self._kind(
            self._settings, marker, formats, force=given["force"], no_title=given["no_title"],
            english=given["lang"] == "en", stdin_name=name, max_pages=given["max_pages"], fixes=fixes,
            timings=self._timings, extensions=self._extensions, convert=given["convert"],
            together=self._together.wanted, sightings=self._sightings,
        )  # fmt: skip

    def _asker(self) -> Wanted | None:
        if not self._given["ask"]:
            return None
        from gklint.cli.asking import Asker

        if STANDARD_INPUT in self._paths:
            raise UsageError("--ask 不能和标准输入一起用")
        return Asker(english=self._given["lang"] == "en").wants

    def _tell(self, said: str) -> None:
        """Say something about the run itself."""
        if self._job.english:
            from gklint.complaints import in_english

            said = in_english(said)
        self._bar.tell(said)

    def _hire(self, files: int) -> Hire | None:
        alone = self._given["ask"] or self._timings is not None
        return None if alone else hands(self._given["jobs"], self._given["executor"], files)

    def _report(self, outcomes: Iterator[Outcome], sinks: Sinks) -> None:
        first = True
        for outcome in outcomes:
            if first:
                sinks.begin()
                first = False
            self._total.include(outcome.tally)
            self._seen.add(outcome)
            texts = sinks.texts(outcome.pieces)
            diff = outcome.change.diff if outcome.change else ""
            if any(texts) or diff or outcome.notes:
                self._bar.hide()
            sinks.write(texts)
            for note in outcome.notes:
                if note not in self._noted:  # what is said of the whole run comes with each file
                    tell(note, english=self._job.english)
            self._noted.update(outcome.notes)
            self._changed(outcome, diff)
        self._bar.hide()
        if first:
            sinks.begin()

    def _changed(self, outcome: Outcome, diff: str) -> None:
        if outcome.change is None:
            return
        self._fixed += outcome.change.fixes
        self._left += outcome.change.left
        self._differs |= bool(diff)
        if diff:
            write_diff(diff)
        if self._filter and outcome.path == self._job.stdin_name and outcome.change.data is not None:
            write_bytes(outcome.change.data)

    _fixed = 0
    _left = 0
    _differs = False
    _kind = Job

    def _close(self, sinks: Sinks) -> None:
        """What can be said only now, as findings in the files that the run is configured by."""
        marker = self._job.marker
        if not marker.entries and not marker.known.counts:
            return
        from gklint.runner.closing import about_entries, gone
        from gklint.runner.doing import spoken

        folders = [path for path in self._paths if path != STANDARD_INPUT and os.path.isdir(path)]
        late: list[FileResult] = list(gone(marker.known, folders, self._sightings))
        if marker.entries:
            late += about_entries(marker.entries, self._settings.files, self._seen, folders, self._job.setup)
        for one in late:
            result = one._replace(findings=spoken(one.findings, self._job))
            self._total.add(result)
            sinks.write(
                sinks.texts([piece_of(reporter(*format, self._job.reporters), result) for format in self._job.formats])
            )

    def _afterwards(self) -> None:
        given = self._given
        if given["write_baseline"] is not None:
            complain(self._baselines.write(self._seen, self._job.setup, self._job.english))
        if self._fixing and not given["quiet"]:
            words = "可以修改 {count} 处" if given["diff"] else "已修改 {count} 处"
            told = say(words, english=self._job.english, count=self._fixed)
            rest = "；另有 {count} 处要人看过再改：加 --unsafe-fixes，再加 --ask 就逐处问"
            complain(told + (say(rest, english=self._job.english, count=self._left) if self._left else ""))
        if given["statistics"]:
            self._tell_codes()
        for code, seconds in sorted((self._timings or {}).items(), key=lambda item: -item[1]):
            complain(f"{code}  {seconds * 1000:.1f} {say('毫秒', english=self._job.english)}")

    def _tell_codes(self) -> None:
        """How often each rule found something, the most frequent first, and what the rule is."""
        people = self._job.reporters[self._given["format"]].for_people and not self._silent
        rules = {rule.code: rule.name if self._job.english else rule.summary for rule in self._rules()}
        for code, count in sorted(self._total.codes.items(), key=lambda item: (-item[1], item[0])):
            line = f"{count:>7}  {code}  {rules[code]}"
            if people:
                write_text(line + "\n")
            else:
                complain(line)

    def _remember(self, *, cached: bool) -> None:
        """Says whether the answer of this run may be kept, and until when."""
        plain = not any(value for name, value in self._given.items() if name not in _ANSWERABLE)
        plugins = self._extensions.loaded or self._extensions.failures
        done = self._sightings.complete and not self._total.unfinished
        if self._asked is not None and cached and plain and done and not plugins:
            self._seen.hold_on(self._job.marker.days(()))
            self._asked.days = (self._seen.days[0].isoformat(), self._seen.days[1].isoformat())

    def _status(self) -> int:
        if self._given["diff"]:
            return 2 if self._total.unfinished else int(self._differs)
        fail_on = self._settings.text("fail-on", "error")
        return exit_status(self._total, None if fail_on == "never" else Severity.of(fail_on))
