"""Rules of several packs put together; all that clashes is raised at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType

from gklint.engine.functions import FUNCTIONS, Function
from gklint.engine.merging import amendments, clashes, goes_before, missing_bases, notices, overridden
from gklint.engine.names import FormNames
from gklint.engine.problems import PackError, RuleProblem
from gklint.engine.rule import Pack, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from gklint.report.amend import Amendment
    from gklint.report.vocabulary import Vocabulary


class RuleSet:
    """The rules of some packs, by code; ``aliases`` lead from old codes to present ones; ``functions`` are what their
    expressions call, ``amendments`` what they add to the forms, ``notices`` what their authors should change soon."""

    def __init__(
        self,
        packs: tuple[Pack, ...],
        rules: Mapping[str, Rule],
        aliases: Mapping[str, str],
        functions: Mapping[str, Function],
        *,
        amendments: tuple[Amendment, ...],
        notices: tuple[str, ...],
    ) -> None:
        self.packs: Final = packs
        self.rules: Final = rules
        self.aliases: Final = aliases
        self.functions: Final = functions
        self.amendments: Final = amendments
        self.notices: Final = notices

    @cached_property
    def vocabulary(self) -> Vocabulary | None:
        """The labels that reports are read by; ``None`` where they are just those of the forms."""
        if not self.amendments:
            return None
        from gklint.report.amend import amended
        from gklint.report.forms import load_forms
        from gklint.report.vocabulary import Vocabulary

        return Vocabulary(amended(load_forms(), self.amendments))

    def pack_of(self, rule: Rule) -> Pack:
        """The pack that ``rule`` comes from."""
        return next(pack for pack in self.packs if pack.name == rule.place.pack)


def load_ruleset(
    packs: Iterable[Pack],
    functions: Mapping[str, Function] = FUNCTIONS,
    kinds: Mapping[str, Path] = MappingProxyType({}),
) -> RuleSet:
    """The rules of ``packs`` together, as they change each other; ``kinds`` are the folders of the forms of the kinds
    of reports that plugins add. Raises :class:`PackError` for whatever clashes or contradicts."""
    packs = tuple(packs)
    problems = [*clashes(packs), *missing_bases(packs)]
    rules = {rule.code: rule for pack in packs for rule in pack.rules}
    aliases = {alias: rule.code for rule in rules.values() for alias in rule.aliases}
    problems += overridden(packs, rules, aliases, functions, partial(_forms_of, kinds))
    problems += _settled(packs, rules)
    added, wrong = _amendments(packs)
    problems += wrong
    if problems:
        raise PackError(problems)
    said = tuple(notices(packs, aliases))
    return RuleSet(packs, rules, aliases, functions, amendments=added, notices=said)


def _settled(packs: tuple[Pack, ...], rules: dict[str, Rule]) -> list[RuleProblem]:
    if len(packs) < 2:  # one pack contradicts nobody
        return []
    from gklint.engine.contradictions import settle

    return settle(packs, rules, partial(goes_before, packs))


def _forms_of(kinds: Mapping[str, Path], kind: str | None) -> Mapping[str, FormNames]:
    from gklint.report.forms import load_forms, load_forms_in

    if kind is None:
        return load_forms()
    return load_forms_in(kinds[kind]) if kind in kinds else {}


def _amendments(packs: tuple[Pack, ...]) -> tuple[tuple[Amendment, ...], list[RuleProblem]]:
    if not any(pack.manifest.added for pack in packs):
        return (), []
    from gklint.report.forms import load_forms

    return amendments(packs, load_forms())
