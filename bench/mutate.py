"""Faults for synthetic reports: each takes a text and gives another with something wrong in it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Mutation = Callable[[str, random.Random], str]


def a_number_changed(text: str, rng: random.Random) -> str:
    """One number becomes another."""
    found = list(re.finditer(r"\d+", text))
    match = rng.choice(found)
    return text[: match.start()] + str(int(match[0]) + rng.randint(1, 9)) + text[match.end() :]


def a_line_dropped(text: str, rng: random.Random) -> str:
    """One line goes."""
    lines = text.splitlines(keepends=True)
    del lines[rng.randrange(len(lines))]
    return "".join(lines)


def a_line_doubled(text: str, rng: random.Random) -> str:
    """One line comes twice."""
    lines = text.splitlines(keepends=True)
    at = rng.randrange(len(lines))
    return "".join([*lines[:at], lines[at], *lines[at:]])


def half_width_marks(text: str, rng: random.Random) -> str:
    """Some full-width marks become half-width."""
    marks = str.maketrans("，；：（）", ",;:()")
    return "".join(c.translate(marks) if rng.random() < 0.1 else c for c in text)


def a_wrong_word(text: str, rng: random.Random) -> str:
    """A word as it is often miswritten."""
    pairs = (
        ("公开", "公布开"),
        ("账号", "帐号"),
        ("部署", "布署"),
        ("截至", "截止"),
        ("条例", "条列"),
        ("其他", "其它"),
    )
    right, wrong = rng.choice(pairs)
    return text.replace(right, wrong, rng.randint(1, 3))


def stray_spaces(text: str, rng: random.Random) -> str:
    """White space where none belongs."""
    at = rng.randrange(len(text))
    return text[:at] + rng.choice((" ", "\u3000", "\u00a0", "\t", "\u200b")) + text[at:]


def a_cell_emptied(text: str, rng: random.Random) -> str:
    """A nought goes from a table."""
    found = list(re.finditer(r"(?<=[|\t ])0(?=[|\t \n])", text))
    if not found:
        return text
    match = rng.choice(found)
    return text[: match.start()] + rng.choice(("", "/", "—")) + text[match.end() :]


MUTATIONS: tuple[Mutation, ...] = (
    a_number_changed,
    a_line_dropped,
    a_line_doubled,
    half_width_marks,
    a_wrong_word,
    stray_spaces,
    a_cell_emptied,
)


def mutate(text: str, rng: random.Random, most: int = 4) -> str:
    """``text`` after up to ``most`` mutations; the same state of ``rng`` gives the same text."""
    for mutation in rng.choices(MUTATIONS, k=rng.randint(0, most)):
        text = mutation(text, rng)
    return text
