"""Text and positions in it: source, span, line index, folding.

Every offset counts code points of the decoded text, from 0; lines and columns start at 1. A line ends at LF, CRLF or
CR and nowhere else (U+2028, NEL or a vertical tab do not end one). This module knows the standard library only.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache, partial
from itertools import accumulate

from gklint.late import late
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

BLANKS = " \t\v\f\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"
"""What sets words in a line apart and shows nothing: spaces of any width, none among them (a word processor's, a web
page's), and the form feed with which pdftotext begins a page. The grammar of lines names the same."""

_LINE = late(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


class Span(NamedTuple):
    """A stretch of text: ``start`` inclusive, ``end`` exclusive, in code points."""

    start: int
    end: int

    def cover(self, other: Span) -> Span:
        """The smallest span that holds this one and ``other``."""
        return Span(min(self.start, other.start), max(self.end, other.end))


# Makes a span of its two ends at the speed of a tuple; for hundreds at a time.
_span: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)


def spans(starts: Iterable[int], ends: Iterable[int]) -> Iterator[Span]:
    """The spans that begin and end at these places."""
    return map(_span, zip(starts, ends, strict=True))


class Position(NamedTuple):
    """A place in a text: line and column from 1 (code points), offset from 0."""

    line: int
    column: int
    offset: int


def split_lines(text: str) -> list[str]:
    """The lines of ``text`` with their ends, as this module knows them; the last may have none."""
    lines = text.splitlines(keepends=True)
    # splitlines knows more line ends: where it cut at another one, it has more lines than there should be.
    ends = text.count("\n") + text.count("\r") - text.count("\r\n")
    open_end = bool(text) and not text.endswith(("\n", "\r"))
    return lines if len(lines) == ends + open_end else _LINE.findall(text)


class LineIndex:
    """Offsets of line starts, for turning an offset into line and column."""

    def __init__(self, text: str) -> None:
        lines = split_lines(text)
        self._starts = [0, *accumulate(map(len, lines))]
        if lines and not lines[-1].endswith(("\n", "\r")):
            self._starts.pop()
        self._text = text

    def __len__(self) -> int:
        """The number of lines; an empty text has one."""
        return len(self._starts)

    def position(self, offset: int) -> Position:
        """Line and column of ``offset``; an offset past the end is taken as the end."""
        offset = min(max(offset, 0), len(self._text))
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1, offset)

    def line_span(self, line: int) -> Span:
        """The span of line number ``line`` (from 1), its terminator left out."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self._text)
        while end > start and self._text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)


class Source:
    """A report's text as a reader produced it.

    ``path`` is as the user gave it, with ``/``. ``encoding`` is a codec name, ``bom`` the bytes that stood before the
    text. ``origin`` turns a span into what a person looks for in the original ("第2页"), or is ``None`` where the
    text itself is the original. ``joined_lines`` says that line ends come from layout, not from the author.
    ``notes`` are sentences on how the text was taken that a person should know of (GK014); ``read_only`` says why
    fixes cannot be written back into the file, and is ``None`` where they can. ``pictures`` counts the pictures and
    embedded objects of the file, whose words are not in the text; ``None`` where the reader cannot tell.
    """

    def __init__(
        self,
        path: str,
        text: str,
        encoding: str = "utf-8",
        bom: bytes = b"",
        *,
        origin: Callable[[int], str | None] | None = None,
        joined_lines: bool = False,
        notes: tuple[str, ...] = (),
        read_only: str | None = None,
        pictures: int | None = None,
    ) -> None:
        self.path: Final = path
        self.text: Final = text
        self.encoding: Final = encoding
        self.bom: Final = bom
        self.origin: Final = origin
        self.joined_lines: Final = joined_lines
        self.notes: Final = notes
        self.read_only: Final = read_only
        self.pictures: Final = pictures

    def _told(self) -> tuple[object, ...]:
        return (
            self.path, self.text, self.encoding, self.bom, self.joined_lines, self.notes, self.read_only, self.pictures
        )  # fmt: skip

    def __eq__(self, other: object) -> bool:
        """Whether it is the same text of the same file, wherever its words stood."""
        return self is other or (isinstance(other, Source) and self._told() == other._told())

    def __hash__(self) -> int:
        """By path and text."""
        return hash((self.path, self.text))

    def replaced(self, **parts: Any) -> Source:
        """This text with other ``parts``, named as the constructor names them."""
        own = {name: value for name, value in vars(self).items() if name != "lines"}
        return Source(**{**own, **parts})

    @cached_property
    def lines(self) -> LineIndex:
        """The line index, built when first asked for."""
        return LineIndex(self.text)

    def slice(self, span: Span) -> str:
        """The text of ``span``."""
        return self.text[span.start : span.end]

    def position(self, offset: int) -> Position:
        """Line and column of ``offset``."""
        return self.lines.position(offset)

    def place_words(self, offset: int) -> str:
        """Where ``offset`` is, within a Chinese sentence: the place in the original (``段落 9 ``), or ``第 17 行``."""
        origin = self.origin(offset) if self.origin else None
        return f"{origin} " if origin else f"第 {self.position(offset).line} 行"


class Origins:
    """The places in the original of some offsets of a text, as a value that can be stored."""

    def __init__(self, known: Mapping[int, str | None]) -> None:
        self.known: Final = known

    def __call__(self, offset: int) -> str | None:
        """What a person looks for in the original."""
        return self.known.get(offset)


# Brackets, signs and punctuation that NFKC leaves apart but that mean the same in a label.
_FOLD_MARKS = str.maketrans(
    {
        "〔": "(", "〕": ")", "【": "(", "】": ")", "﹙": "(", "﹚": ")", "[": "(", "]": ")",
        "“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"',
        "，": ",", "；": ";", "：": ":", "。": ".", "．": ".",
        "－": "-", "—": "-", "–": "-", "−": "-", "‐": "-", "﹣": "-", "―": "-",
    }
)  # fmt: skip
# With these, which NFKC has too but in a slower way, most texts need no NFKC.
_FOLD_PAIRS = (*((chr(mark), str(plain)) for mark, plain in _FOLD_MARKS.items()), ("（", "("), ("）", ")"), ("％", "%"))
# Radicals that stand for whole characters in what a browser prints to PDF; NFKC maps the Kangxi block (U+2F00), and of
# the supplement (U+2E80) next to nothing.
_RADICALS = str.maketrans(
    "⺁⺄⺈⺊⺍⺎⺒⺓⺜⺝⺠⺧⺩⺬⺮⺶⺷⺻⺼⺽⻁⻃⻄⻅⻆⻇⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱",
    "厂乙刀卜小兀巳幺日月民牛王示竹羊羊聿肉臼虎西西见角角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龜",
)
# All of them and their neighbours in one range, which compiles quickly.
_RADICAL = re.compile(f"[{chr(min(_RADICALS))}-{chr(max(_RADICALS))}]")
# White space, and the invisible characters that conversion leaves behind.
_INVISIBLE = re.compile(r"[\s\x00-\x1f\x7f-\xa0\u200b-\u200f\u2028\u2029\u2060\ufeff]+")


# What Markdown and HTML put among the words: line breaks, spaces, emphasis, a backslash before a mark.
_MARKUP = late(r"<br\s*/?>|&nbsp;?|\*\*|</?(?:b|i|u|em|strong|span|font)\b[^<>]*>|\\(?=[!-/:-@\[-`{-~])", re.IGNORECASE)
_MARKUP_SIGNS = "<&*\\"
# Longer texts are no labels: they seldom come again, and keeping them would take a report's size each.
_LONGEST_KEPT = 200


def fold(text: str) -> str:
    """``text`` as labels are compared: one width, no white space or markup, one kind of bracket, dash and quote."""
    return _kept_fold(text) if len(text) <= _LONGEST_KEPT else _fold(text)


def _fold(text: str) -> str:
    # Each step is taken only where there is something for it: most texts are plain already.
    if "<" in text or "&" in text or "*" in text or "\\" in text:
        text = _MARKUP.sub("", text)
    for mark, plain in _FOLD_PAIRS:
        if mark in text:
            text = text.replace(mark, plain)
    if not unicodedata.is_normalized("NFKC", text):
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_FOLD_MARKS)
    elif " " in text or not text.isprintable():
        text = _INVISIBLE.sub("", text)
    return text.translate(_RADICALS) if _RADICAL.search(text) else text


@lru_cache(maxsize=16)  # a report's paragraphs are folded for rules, and again for what is remembered of it
def fold_each(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Each of ``texts`` folded, which takes half as long as one by one.

    They are folded as one, with bars between them: nothing but markup reaches over a bar. Where there is some, or there
    are other bars, they are folded one by one.
    """
    together = "|".join(texts)
    if any(sign in together for sign in _MARKUP_SIGNS):
        return tuple(map(fold, texts))
    folded = tuple(_fold(together).split("|")) if texts else ()
    return folded if len(folded) == len(texts) else tuple(map(fold, texts))


_kept_fold = lru_cache(maxsize=65536)(_fold)


def display_width(text: str) -> int:
    """How many terminal columns ``text`` takes: East Asian wide and full-width characters two, combining marks none."""
    return sum(character_width(c) for c in text)


@lru_cache(maxsize=8192)
def character_width(character: str) -> int:
    """Terminal columns of one character: 0, 1 or 2 (ambiguous ones count as 1 unless they are CJK punctuation)."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def trim(text: str, start: int, end: int) -> Span:
    """The span of ``text[start:end]`` without the white space at its ends (an empty one stays where it began)."""
    piece = text[start:end]
    words = piece.lstrip()
    if not words:
        return Span(start, start)
    start += len(piece) - len(words)
    return Span(start, start + len(words.rstrip()))
