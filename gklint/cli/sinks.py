"""Where the reports of a run go: standard output, and a file for each ``--output``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import click

from gklint.cli.host import extensions_of
from gklint.cli.output import write_data, write_text
from gklint.messages import worded
from gklint.reporters.base import FORMATS, Reporter, ReporterFormat, Style, reporter, text_of
from gklint.results import Tally
from gklint.tuples import NamedTuple


def output_formats(ctx: click.Context | None = None) -> Mapping[str, ReporterFormat]:
    """All output formats, those of plugins too."""
    return {**FORMATS, **{one.name: one for one in extensions_of(ctx).reporters}}


class OutputFormat(click.ParamType[str]):
    """The name of an output format."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name; fails with a sentence for one that nobody knows."""
        if value not in FORMATS and value not in (known := output_formats(ctx)):
            self.fail(f"只能是 {'、'.join(known)}", param, ctx)
        return str(value)


class OutputFile(click.ParamType[tuple[str, Path]]):
    """``FORMAT=FILE``."""

    name = "format=file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Path]:
        """The format and the path; fails with a sentence for anything else."""
        name, equals, path = value.partition("=")
        known = FORMATS if name in FORMATS else output_formats(ctx)
        if name not in known or not equals or not path:
            names = tuple(output_formats(ctx))
            self.fail(worded("“{value}”应写成 格式=文件，格式是 {names} 之一", value=value, names=names), param, ctx)
        return name, Path(path)


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
        self, first: tuple[str, Style] | None, outputs: Iterable[tuple[str, Path]], style: Style, to: Any = None
    ) -> None:
        """``first`` goes to standard output (or where ``to`` writes); ``style`` is that of the files."""
        self._sinks = [_standard(*first, to)] if first else []
        self._sinks += [_file(name, path, style) for name, path in outputs]

    @property
    def noisy(self) -> bool:
        """Whether something goes to standard output."""
        return any(sink.path is None for sink in self._sinks)

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
                    reason = error.strerror or error
                    raise click.ClickException(
                        worded("不能写文件 {path}：{reason}", path=sink.path, reason=reason)
                    ) from error


def _standard(name: str, style: Style, to: Callable[[str], None] | None) -> Sink:
    formats = FORMATS if name in FORMATS else output_formats()
    write = to or (write_text if formats[name].for_people else write_data)
    return Sink(reporter(name, style, formats), name, None, write)


def _file(name: str, path: Path, style: Style) -> Sink:
    from tempfile import SpooledTemporaryFile

    if not path.parent.is_dir() or path.is_dir():
        reason = worded("这是文件夹") if path.is_dir() else worded("没有这个文件夹")
        raise click.UsageError(worded("不能写文件 {path}：{reason}", path=path, reason=reason))
    spool = SpooledTemporaryFile(max_size=8 << 20)  # noqa: SIM115 - closed with the run
    formats = FORMATS if name in FORMATS else output_formats()
    return Sink(reporter(name, style, formats), name, path, lambda text: _add(spool, text), spool)


def _add(spool: Any, text: str) -> None:
    spool.write(text.encode("utf-8", "backslashreplace"))
