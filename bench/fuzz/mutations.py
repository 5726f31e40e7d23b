"""Ways to spoil an input: pieces dropped, doubled, moved, taken from elsewhere; odd characters and words put in."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from lxml import etree

_ODD = (
    "\x00", "\ufeff", "\u200b", "\u3000", "\u2028", "\r", "\r\n", "\t", "|", "\x1b[31m", "\ud800", "\U0010ffff", "，",
    "（", "）", "〔", "0", "９", "－", "%", "万", "一", "、", "：", '"', "'", "\\", "{", "}", "[", "]", "<", ">", "&",
    "#", "*", "-1", "1e9", "99999999999999999999", "1,234", "第", "件", "其中", "无", "政府信息公开",
)  # fmt: skip
_LONGEST_COPY = 200

Mutation = Callable[[str, random.Random, Sequence[str], Sequence[str]], str]


def spoilt(text: str, rng: random.Random, words: Sequence[str], others: Sequence[str], most: int) -> str:
    """``text`` after one to six mutations, with ``words`` and pieces of ``others`` put in; ``most`` characters long."""
    for _ in range(rng.randint(1, 6)):
        text = rng.choice(_MUTATIONS)(text, rng, words, others)[:most]
    return text


def spoilt_bytes(data: bytes, rng: random.Random, words: Sequence[str], others: Sequence[bytes], most: int) -> bytes:
    """The same of bytes."""
    texts = [other.decode("latin-1") for other in rng.sample(list(others), min(3, len(others)))]
    plain = [
        word.encode("utf-8", "surrogatepass").decode("latin-1") for word in rng.sample(list(words), min(5, len(words)))
    ]
    text = spoilt(data.decode("latin-1"), rng, plain or ["0"], texts, most)
    return text.encode("latin-1", "replace")


def spoilt_tree(data: bytes, rng: random.Random, words: Sequence[str]) -> bytes:
    """The XML ``data`` with elements dropped, doubled, moved, emptied, wrapped, and attributes and texts replaced."""
    root = etree.fromstring(data)
    for _ in range(rng.randint(1, 5)):
        elements = [element for element in root.iter() if isinstance(element.tag, str) and element is not root]
        if not elements:
            break
        _spoil_element(rng.choice(elements), rng.choice(elements), rng, words)
    return etree.tostring(root)


def _spoil_element(element: etree._Element, other: etree._Element, rng: random.Random, words: Sequence[str]) -> None:
    parent = element.getparent()
    if parent is None:
        return
    word = "".join(character for character in rng.choice(words) if character.isprintable())
    match rng.randrange(8):
        case 0:
            parent.remove(element)
        case 1:
            parent.insert(parent.index(element), etree.fromstring(etree.tostring(element)))
        case 2 if element not in other.iterancestors() and element is not other:
            other.append(element)
        case 3:
            element.tag = other.tag
        case 4:
            for name in element.attrib:
                element.set(name, word)
        case 5:
            element.text = word
        case 6:
            wrapper = etree.SubElement(parent, other.tag)
            wrapper.append(element)
        case _:
            for child in list(element)[1:]:
                element.remove(child)


def _span(text: str, rng: random.Random) -> tuple[int, int]:
    start = rng.randint(0, len(text))
    return start, min(len(text), start + rng.randint(0, rng.choice((2, 8, 40, _LONGEST_COPY))))


def _drop(text: str, rng: random.Random, words: Sequence[str], others: Sequence[str]) -> str:
    start, end = _span(text, rng)
    return text[:start] + text[end:]


def _double(text: str, rng: random.Random, words: Sequence[str], others: Sequence[str]) -> str:
    start, end = _span(text, rng)
    return text[:start] + text[start:end] * rng.choice((2, 2, 3, 30)) + text[end:]


def _move(text: str, rng: random.Random, words: Sequence[str], others: Sequence[str]) -> str:
    start, end = _span(text, rng)
    rest = text[:start] + text[end:]
    place = rng.randint(0, len(rest))
    return rest[:place] + text[start:end] + rest[place:]


def _insert(text: str, rng: random.Random, words: Sequence[str], others: Sequence[str]) -> str:
    start, end = _span(text, rng)
    return text[:start] + rng.choice(words) + text[start if rng.random() < 0.5 else end :]


def _odd(text: str, rng: random.Random, words: Sequence[str], others: Sequence[str]) -> str:
    place = rng.randint(0, len(text))
    return text[:place] + rng.choice(_ODD) * rng.choice((1, 1, 1, 2, 50)) + text[place + rng.randint(0, 1) :]


def _any_character(text: str, rng: random.Random, words: Sequence[str], others: Sequence[str]) -> str:
    place = rng.randint(0, len(text))
    return text[:place] + chr(rng.choice((rng.randrange(256), rng.randrange(0x110000)))) + text[place + 1 :]


def _graft(text: str, rng: random.Random, words: Sequence[str], others: Sequence[str]) -> str:
    other = rng.choice(others) if others else text
    start, end = _span(other, rng)
    place = rng.randint(0, len(text))
    return text[:place] + other[start:end] + text[place:]


def _lines(text: str, rng: random.Random, words: Sequence[str], others: Sequence[str]) -> str:
    lines = text.splitlines(keepends=True)
    if len(lines) < 2:
        return text
    one, two = rng.randrange(len(lines)), rng.randrange(len(lines))
    if rng.random() < 0.5:
        lines[one], lines[two] = lines[two], lines[one]
    else:
        del lines[min(one, two) : max(one, two)]
    return "".join(lines)


_MUTATIONS: tuple[Mutation, ...] = (_drop, _double, _move, _insert, _insert, _odd, _any_character, _graft, _lines)
