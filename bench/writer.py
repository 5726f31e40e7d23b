"""Turns templates into sentences, drawing words without repeating them while others are left."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence

from bench.phrases import LEXICON

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"(\d+)-(\d+)")
LAW = "《中华人民共和国政府信息公开条例》（以下简称《条例》）"


class Writer:
    """Writes one report: remembers which words were used and whether the law was named in full already."""

    def __init__(self, rng: random.Random, values: Mapping[str, str], subjects: Sequence[str]) -> None:
        self._rng = rng
        self._values = values
        self._words: dict[str, Sequence[str]] = {**LEXICON, "subject": subjects}
        self._decks: dict[str, list[str]] = {}
        self._last: dict[str, str] = {}
        self._law_named = False

    def pick(self, templates: Sequence[str], count: int = 1) -> str:
        """``count`` different templates of a bank, filled in and joined."""
        return "".join(self.write(template) for template in self._rng.sample(templates, count))

    def write(self, template: str) -> str:
        """``template`` filled in."""
        chosen = _CHOICE.sub(lambda m: self._rng.choice(m[1].split("|")), template)
        return _SLOT.sub(lambda m: self._slot(m[1]), chosen)

    def _slot(self, name: str) -> str:
        if name in self._values:
            return self._values[name]
        if name.startswith("="):
            return self._last[name[1:]]
        if name == "law":
            first, self._law_named = not self._law_named, True
            return LAW if first else "《条例》"
        if bounds := _RANGE.fullmatch(name):
            return str(self._rng.randint(int(bounds[1]), int(bounds[2])))
        return self._word(name)

    def _word(self, name: str) -> str:
        deck = self._decks.setdefault(name, [])
        if not deck:
            deck.extend(self._rng.sample(self._words[name], len(self._words[name])))
        self._last[name] = deck.pop()
        return self._last[name]
