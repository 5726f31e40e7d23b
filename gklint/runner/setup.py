"""What a run checks by: packs, rules, their levels and options, from the settings. Every mistake is told at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property

from gklint import __version__
from gklint.config.settings import SELECTION, Settings, Value
from gklint.engine import policy
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.functions import FUNCTIONS
from gklint.engine.policy import Mistake
from gklint.engine.problems import PackError, renamed
from gklint.engine.rule import Pack
from gklint.engine.ruleset import RuleSet, load_ruleset
from gklint.engine.selectors import across
from gklint.extensions import NO_EXTENSIONS, Extensions
from gklint.messages import worded
from gklint.packs import read_pack
from gklint.report.document import Document
from gklint.report.forms import Form, load_forms
from gklint.runner.errors import SetupError
from gklint.runner.locking import lock_mistakes
from gklint.runner.packs import pack_folders, told
from gklint.runner.versions import BadRequirement, satisfies
from gklint.text import Source
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from gklint.sightings import Sightings

# Rules that ask for a title; with --no-title they have nothing to ask.
_NEED_TITLE = frozenset({"STR008"})


class Prepared(NamedTuple):
    """How a file is checked: the checker, the codes that run, the edition of the form (or ``auto``); ``later`` are the
    codes of rules over several reports, which run when all files are done."""

    checker: Checker
    running: frozenset[str]
    form: str
    later: frozenset[str]


def load_rules(settings: Settings, extensions: Extensions = NO_EXTENSIONS) -> RuleSet:
    """The rules of all packs; raises :class:`SetupError` with everything that is wrong with packs and requirements."""
    rules, mistakes = _read_rules(settings, extensions)
    if rules is None or mistakes:
        raise SetupError(mistakes)
    return rules


def _read_rules(
    settings: Settings, extensions: Extensions, sightings: Sightings | None = None
) -> tuple[RuleSet | None, list[str]]:
    """The rules if the packs can be used, and all that is wrong with packs and requirements."""
    folders, mistakes = pack_folders(settings, extensions)
    mistakes += lock_mistakes(settings, folders, extensions)
    kinds = {kind.name: kind.forms for kind in extensions.kinds}
    packs: list[Pack] = []
    for folder, allowed in folders.items():
        try:
            packs.append(read_pack(folder, allowed, extensions.functions, kinds, sightings))
        except PackError as error:
            mistakes += [worded("规则包不能用："), *map(str, error.problems)]
    mistakes += _requirements(settings, packs, extensions)
    if len(packs) < len(folders):
        return None, mistakes
    try:
        return load_ruleset(packs, {**FUNCTIONS, **extensions.functions}, kinds), mistakes
    except PackError as error:
        return None, [*mistakes, worded("规则包不能一起用："), *map(str, error.problems)]


def _requirements(settings: Settings, packs: Sequence[Pack], extensions: Extensions) -> Iterable[str]:
    wanted = settings.one("required-version")
    if wanted:
        yield from _requirement(wanted, "gklint", __version__)
    for pack in packs:
        if pack.manifest.requires is not None:
            yield from _gklint_fits(pack, pack.manifest.requires)
    versions = {pack.name: pack.version for pack in packs}
    for value in settings.all("required-packs"):
        yield from map(str, extensions.failed(value.way[1]))
        yield from _requirement(value, worded("规则包 {name}", name=value.way[1]), versions.get(value.way[1]))


def _gklint_fits(pack: Pack, wanted: str) -> Iterable[str]:
    try:
        if not satisfies(__version__, wanted):
            blanks = {"name": pack.name, "wanted": wanted, "version": __version__}
            yield worded("规则包 {name} 要求 gklint {wanted}，现在是 {version}", **blanks)
    except BadRequirement:
        yield worded(
            "{path}：requires-gklint “{wanted}”看不懂，应如 >=0.1", path=f"{pack.root}/pack.yaml", wanted=wanted
        )


def _requirement(value: Value, what: str, version: str | None) -> Iterable[str]:
    try:
        fits = version is not None and satisfies(version, value.value)
    except BadRequirement:
        yield told(value, worded("版本要求“{wanted}”看不懂", wanted=value.value), worded("如 >=0.1 或 >=1.0,<2"))
        return
    if version is None:
        yield told(value, worded("要求的{what} 没有装", what=what), worded("用 packs 或 --pack 加上它"))
    elif not fits:
        yield told(
            value, worded("要求 {what} {wanted}，现在是 {version}", what=what, wanted=value.value, version=version)
        )


class Setup:
    """The rules of a run, ready for each file."""

    def __init__(
        self,
        settings: Settings,
        no_title: bool = False,
        timings: dict[str, float] | None = None,
        extensions: Extensions = NO_EXTENSIONS,
        sightings: Sightings | None = None,
    ) -> None:
        """``sightings`` are what the run saw of the packs before."""
        self.settings = settings
        rules, mistakes = _read_rules(settings, extensions, sightings)
        if rules is None:
            raise SetupError(mistakes)
        self.rules = rules
        self._kinds = extensions.kinds
        self._no_title = no_title
        self._timings = timings
        self.together = False  # whether the rules over several reports run too
        self._prepared: dict[tuple[int, ...], Prepared] = {}
        self.covers = cache(lambda word: policy.matching(word, self.rules))
        mistakes += self._mistakes()
        if mistakes:
            raise SetupError(mistakes)

    def read(self, source: Source, form: str) -> Document:
        """All that is known of the report in ``source``: of the first of the plugins' kinds that knows it as its own,
        else as an annual report by ``form``."""
        from gklint.runner.reading import read_report

        return read_report(source, form, self.rules.vocabulary, self._kinds)

    @property
    def forms(self) -> Mapping[str, Form]:
        """The editions that annual reports are read by."""
        return self.rules.vocabulary.forms if self.rules.vocabulary is not None else load_forms()

    def for_file(self, path: str) -> Prepared:
        """How the file ``path`` (as given) is checked."""
        overrides = self.settings.matching(path)
        if overrides not in self._prepared:
            self._prepared[overrides] = self._prepare(overrides)
        return self._prepared[overrides]

    @property
    def ever_running(self) -> frozenset[str]:
        """The codes that ran on any file."""
        return frozenset().union(*map(self._ran, self._prepared.values()))

    def ran(self, path: str) -> frozenset[str]:
        """The codes that ran on the file ``path``."""
        return self._ran(self.for_file(path))

    def _ran(self, prepared: Prepared) -> frozenset[str]:
        return prepared.running | prepared.later if self.together else prepared.running

    def _prepare(self, overrides: tuple[int, ...]) -> Prepared:
        running: frozenset[str] | None = None
        levels: dict[str, Any] = {}
        options: dict[str, dict[str, Any]] = {}
        for layer in self.settings.layers_for(overrides):
            chosen_by = [layer.get(name) for name in SELECTION]
            running, _ = policy.select(self.rules, *chosen_by, chosen_before=running)
            stronger, _ = policy.severities(self.rules, dict(layer.get("severity")))
            plain = tuple(f"{code}." for code in stronger if "." not in code)
            levels = {key: level for key, level in levels.items() if not key.startswith(plain)} | dict(stronger)
            for word, values in dict(layer.get("rules")).items():
                for code in self.covers(word):
                    options[code] = options.get(code, {}) | values
        form = self.settings.one("form", overrides)
        chosen = (running or frozenset()) - (_NEED_TITLE if self._no_title else frozenset())
        checker = Checker(self.rules, CheckOptions(chosen, levels, options, self._timings))
        later = frozenset(code for code in chosen if across(self.rules.rules[code].on))
        return Prepared(checker, chosen - later, str(form.value) if form else "auto", later)

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """Old codes that the settings and the packs use, a sentence each: they still count."""
        overrides = tuple(range(len(self.settings.overrides)))
        used = [(value.value, value) for name in SELECTION for value in self.settings.all(name, overrides)]
        used += [(value.way[1].partition(".")[0], value) for value in self.settings.all("severity", overrides)]
        used += [(value.way[1], value) for value in self.settings.all("rules", overrides)]
        for layer in self.settings.layers:
            for number, entry in enumerate(layer.get("suppress")):
                used.append((entry["code"], Value(("suppress",), "", layer.origin("suppress", number, "code"))))
        aliases = self.rules.aliases
        found = [told(value, renamed(word, aliases[word])) for word, value in used if word in aliases]
        return tuple(dict.fromkeys((*found, *self.rules.notices)))

    def _mistakes(self) -> Iterable[str]:
        overrides = tuple(range(len(self.settings.overrides)))
        for name in SELECTION:
            for value in self.settings.all(name, overrides):
                yield from self._told(value, policy.select(self.rules, extend=[value.value])[1])
        for value in self.settings.all("severity", overrides):
            yield from self._told(value, policy.severities(self.rules, {value.way[1]: value.value})[1])
        for value in self.settings.all("rules", overrides):
            yield from self._option_mistakes(value)
        for layer in self.settings.layers:
            for number, entry in enumerate(layer.get("suppress")):
                value = Value(("suppress",), entry["code"], layer.origin("suppress", number, "code"))
                yield from self._told(value, policy.not_suppressible(entry["code"], self.rules))

    def _option_mistakes(self, value: Value) -> Iterable[str]:
        _, word, name = value.way
        codes = policy.matching(word, self.rules)
        if not codes:
            yield from self._told(value, policy.select(self.rules, extend=[word])[1])
        for code in codes:
            rule = self.rules.rules[code]
            if len(codes) == 1 or name in rule.options:
                yield from self._told(value, policy.options(rule, {name: value.value})[1])

    def _told(self, value: Value, mistakes: Sequence[Mistake]) -> Iterable[str]:
        for mistake in mistakes:
            yield told(value, mistake.message, mistake.suggestion)
