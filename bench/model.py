"""A synthetic report: a body, a year, three consistent tables and the prose that agrees with them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import NamedTuple

from bench.agencies import Agency, Kind
from bench.figures import Form, Tables


class Part(NamedTuple):
    """A sub-section: its heading (``""`` for none) and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


class SyntheticSection(NamedTuple):
    """One of the six sections; ``role`` as in :class:`gklint.report.nodes.Section`."""

    role: str
    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class SyntheticReport:
    """All that a synthetic report says. ``variant`` decides the small things of a layout, such as broken labels."""

    agency: str
    kind: Kind
    form: Form
    year: int
    title: str
    preface: tuple[str, ...]
    sections: tuple[SyntheticSection, ...]
    closing: tuple[str, ...]
    tables: Tables
    variant: int

    def paragraphs(self) -> list[str]:
        """All paragraphs of prose, in order, without headings."""
        inner = [text for section in self.sections for part in section.parts for text in part.paragraphs]
        return [*self.preface, *inner]


class Brief(NamedTuple):
    """What the prose is written from."""

    agency: Agency
    form: Form
    year: int
    tables: Tables
    rng: random.Random
