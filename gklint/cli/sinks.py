"""Where the reports of a run go: standard output, and a file for each ``--output``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from gklint.cli.errors import CommandError, UsageError
from gklint.cli.host import extensions_of
from gklint.cli.output import write_data, write_text
from gklint.messages import worded
from gklint.oserrors import why_unwritten
from gklint.reporters.base import FORMATS, Reporter, ReporterFormat, Style, reporter, text_of
from gklint.results import Tally
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO


def output_formats() -> Mapping[str, ReporterFormat]:
    """All output formats, those of plugins too."""
    return {**FORMATS, **{one.name: one for one in extensions_of().reporters}}


class Sink(NamedTuple):
    """A reporter and where its text goes; ``path`` is ``None`` for standard output, whose writer ``write`` is."""

    reporter: Reporter
    format: str
    path: Path | None
    write: Callable[[str], None]
    spool: IO[bytes] | None = None


class Sinks:
    """All reports of a run. Files appear when the run is done, whole or not at all."""

    def __init__(
        self,
        first: tuple[str, Style] | None,
        outputs: Iterable[tuple[str, Path]],
        style: Style,
        to: Callable[[str], None] | None = None,
    ) -> None:
        """``first`` goes to standard output (or where ``to`` writes); ``style`` is that of the files."""
        self._sinks = [_standard(*first, to)] if first else []
        self._sinks += [_file(name, path, style) for name, path in outputs]

    def begin(self) -> None:
        """What stands before the first file."""
        for sink in self._sinks:
            sink.write(sink.reporter.begin())

    def texts(self, pieces: Sequence[object]) -> list[str]:
        """What each report has to say of one file."""
        return [text_of(sink.reporter, piece) for sink, piece in zip(self._sinks, pieces, strict=True)]

    def write(self, texts: Iterable[str]) -> None:
        """Writes what :meth:`texts` gave."""
        for sink, text in zip(self._sinks, texts, strict=True):
            sink.write(text)

    def close(self) -> None:
        """Lets go of what was not put in its place."""
        for sink in self._sinks:
            if sink.spool is not None:
                sink.spool.close()

    def end(self, total: Tally) -> None:
        """What stands after the last file; the files are put in their places."""
        for sink in self._sinks:
            sink.write(sink.reporter.end(total))
            if sink.path is not None and sink.spool is not None:
                from gklint import atomic

                sink.spool.seek(0)
                try:
                    atomic.write(sink.path, sink.spool.read())
                except OSError as error:
                    reason = why_unwritten(error)
                    raise CommandError(worded("不能写文件 {path}：{reason}", path=sink.path, reason=reason)) from error


def _standard(name: str, style: Style, to: Callable[[str], None] | None) -> Sink:
    formats = FORMATS if name in FORMATS else output_formats()
    write = to or (write_text if formats[name].for_people else write_data)
    return Sink(reporter(name, style, formats), name, None, write)


def _file(name: str, path: Path, style: Style) -> Sink:
    from tempfile import SpooledTemporaryFile

    if not os.path.isdir(path.parent) or os.path.isdir(path):
        reason = worded("这是文件夹") if os.path.isdir(path) else worded("没有这个文件夹")
        raise UsageError(worded("不能写文件 {path}：{reason}", path=path, reason=reason))
    spool = SpooledTemporaryFile(max_size=8 << 20)  # noqa: SIM115 - closed with the run
    formats = FORMATS if name in FORMATS else output_formats()
    return Sink(reporter(name, style, formats), name, path, lambda text: _add(spool, text), spool)


def _add(spool: IO[bytes], text: str) -> None:
    spool.write(text.encode("utf-8", "backslashreplace"))
