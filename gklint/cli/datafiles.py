"""Where the data that ``gklint extract`` takes out go: standard output, or a file that appears when it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Protocol, cast

from gklint import atomic
from gklint.cli.errors import CommandError
from gklint.cli.output import complain, write_bytes
from gklint.messages import worded
from gklint.oserrors import why_unwritten

_BLOCK = 1 << 20


class DataFile(Protocol):
    """Takes the pieces that :class:`gklint.runner.extracting.Extraction` makes, in order."""

    def add(self, piece: Any) -> None:
        """One report more."""
        ...

    def end(self) -> None:
        """There are no more."""
        ...


class _Json:
    """A list with an object for each report."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._before = "[\n  "

    def add(self, piece: str) -> None:
        self._stream.write(_bytes(self._before + piece))
        self._before = ",\n  "

    def end(self) -> None:
        self._stream.write(b"[]\n" if self._before.startswith("[") else b"\n]\n")


class _Csv:
    """A header, then the lines of each report."""

    def __init__(self, stream: IO[bytes], shape: str, bom: bool) -> None:
        from gklint.reporters.data.csv_out import BOM, csv_text
        from gklint.reporters.data.records import shape_of

        self._stream = stream
        header = csv_text([tuple(column.name for column in shape_of(shape).columns)])
        stream.write(_bytes((BOM if bom else "") + header))

    def add(self, piece: str) -> None:
        self._stream.write(_bytes(piece))

    def end(self) -> None:
        pass


class _Parquet:
    """A table. pyarrow wants a file that it can ask for its place, so standard output gets a copy."""

    def __init__(self, stream: IO[bytes], shape: str, *, copy: bool) -> None:
        from gklint.reporters.data.parquet_out import NoParquet, ParquetFile
        from gklint.reporters.data.records import shape_of

        self._stream = stream
        self._own = TemporaryFile() if copy else None  # noqa: SIM115 - closed in end
        try:
            self._file = ParquetFile(shape_of(shape), self._own or stream)
        except NoParquet as error:
            raise CommandError(str(error)) from error

    def add(self, piece: Any) -> None:
        self._file.add(piece)

    def end(self) -> None:
        self._file.close()
        for path, column in self._file.left_out:
            complain(f"{path}：{column} 的数太长，parquet 里留空（长表的 raw 列有原文）")
        if self._own is not None:
            self._own.seek(0)
            while block := self._own.read(_BLOCK):
                self._stream.write(block)
            self._own.close()


class _Output:
    """Standard output as a file to write to."""

    def write(self, data: bytes) -> int:
        write_bytes(data)
        return len(data)


@contextmanager
def data_file(form_at: str, shape: str, output: Path | None, *, bom: bool) -> Iterator[DataFile]:
    """A file of the format ``form_at``; when the block is left without an error it is put in its place.

    Raises :class:`~gklint.cli.errors.CommandError` when it cannot be written.
    """
    if output is None:
        yield from _filled(form_at, shape, cast("IO[bytes]", _Output()), bom=bom, copy=True)
        return
    try:
        with atomic.writing(output) as stream:
            yield from _filled(form_at, shape, stream, bom=bom, copy=False)
    except OSError as error:
        reason = why_unwritten(error)
        raise CommandError(worded("不能写文件 {path}：{reason}", path=output, reason=reason)) from error


def _filled(form_at: str, shape: str, stream: IO[bytes], *, bom: bool, copy: bool) -> Iterator[DataFile]:
    file: DataFile
    if form_at == "json":
        file = _Json(stream)
    elif form_at == "csv":
        file = _Csv(stream, shape, bom)
    else:
        file = _Parquet(stream, shape, copy=copy)
    yield file
    file.end()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
