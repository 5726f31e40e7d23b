"""The rules that a SARIF log speaks of, each described once."""

from __future__ import annotations

from collections.abc import Iterable

from gklint.diagnostics import Basis, BasisStatus, Diagnostic, Severity
from gklint.reporters.base import RuleFacts
from gklint.reporters.jsontext import Json
from gklint.reporters.sarif_words import plain

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_BASIS = {BasisStatus.OFFICIAL: "依据", BasisStatus.CUSTOM: "惯例", BasisStatus.UNVERIFIED: "依据（未核对原文）"}


class Descriptors:
    """Gives each code its number, in the order in which they are met."""

    def __init__(self) -> None:
        self._indexes: dict[str, int] = {}
        self._names: dict[str, str] = {}

    def index_of(self, diagnostic: Diagnostic) -> int:
        """The number of the finding's rule."""
        self._names.setdefault(diagnostic.code, diagnostic.name)
        return self.index_of_code(diagnostic.code)

    def index_of_code(self, code: str) -> int:
        """The number of the rule ``code``."""
        return self._indexes.setdefault(code, len(self._indexes))

    def json(self, known: Iterable[RuleFacts]) -> Json:
        """The descriptors in the order of their numbers; of what is not among ``known``, code and name only."""
        if not self._indexes:
            return []
        facts = {rule.code: rule for rule in known}
        return [self._descriptor(code, facts.get(code)) for code in self._indexes]

    def _descriptor(self, code: str, facts: RuleFacts | None) -> Json:
        if facts is None:
            name = self._names.get(code)
            return {"id": code, "name": name} if name else {"id": code}
        found: dict[str, Json] = {
            "id": code,
            "name": facts.name,
            "shortDescription": {"text": plain(facts.summary)},
            "help": {"text": plain(_help(facts, "")), "markdown": plain(_help(facts, "**")).replace("<", "&lt;")},
            "defaultConfiguration": {"level": _LEVELS[facts.severity]},
        }
        properties: dict[str, Json] = {}
        if facts.tags:
            properties["tags"] = list(facts.tags)
        if facts.basis:
            properties["basis"] = [_basis_json(form, basis) for form, basis in facts.basis]
        if properties:
            found["properties"] = properties
        return found


def _help(facts: RuleFacts, strong: str) -> str:
    """What ``gklint explain`` says in short; ``strong`` stands about the titles."""
    parts = [facts.summary]
    same = len({basis for _, basis in facts.basis}) == 1
    for form, basis in facts.basis[:1] if same else facts.basis:
        which = "" if same else f"（{form} 年版）"
        parts.append(f"{strong}{_BASIS[basis.status]}{which}{strong}：{basis.text}")
    if facts.note:
        parts.append(f"{strong}说明{strong}：{facts.note}")
    parts.append(f"{strong}详情{strong}：gklint explain {facts.code}")
    return "\n\n".join(parts)


def _basis_json(form: str, basis: Basis) -> Json:
    return {"form": form, "text": basis.text, "status": basis.status.value}
