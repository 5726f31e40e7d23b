"""PDF files for tests: drawn with reportlab, or made of .docx and .html by LibreOffice."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = 595, 842
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in _SIDES)


def drawn(*pages: Callable[[Canvas], None], password: str | None = None) -> bytes:
    """A PDF whose pages ``pages`` draw, locked with ``password`` if there is one."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    encrypt = None if password is None else StandardEncryption(password, "owner", strength=128)
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), encrypt=encrypt)
    for draw in pages:
        canvas.setFont(FONT, 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def lines(*texts: str, top: float = 100, indent: float = 24, pitch: float = 20) -> Callable[[Canvas], None]:
    """Draws lines of text; one that begins with a full-width space is set in."""

    def draw(canvas: Canvas) -> None:
        for number, text in enumerate(texts):
            words = text.lstrip("\u3000")
            x = 72 + (indent if words != text else 0)
            canvas.drawString(x, HEIGHT - top - number * pitch, words)

    return draw


def ruled(
    rows: Iterable[Iterable[str]], top: float = 100, width: float = 100, height: float = 24
) -> Callable[[Canvas], None]:
    """Draws a table with a rule around every cell."""

    def draw(canvas: Canvas) -> None:
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                x, y = 72 + column * width, HEIGHT - top - (row + 1) * height
                canvas.rect(x, y, width, height)
                canvas.drawString(x + 4, y + 7, text)

    return draw


def both(*draws: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    """Draws several things on one page."""

    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def bare_pdf(content: bytes, resources: bytes = b"", more: Iterable[bytes] = ()) -> bytes:
    """A PDF of one page with this content stream, compressed; ``resources`` are the page's, ``more`` are objects from
    number 5 on."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<<%b>>/Contents 4 0 R>>" % resources
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, packed_stream(content), *more
    )


def packed_stream(content: bytes, more: bytes = b"") -> bytes:
    """A compressed stream; ``more`` are entries of its dictionary."""
    packed = zlib.compress(content, 9)
    return b"<<%b/Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (more, len(packed), packed)


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    data, places = b"%PDF-1.4\n", []
    for number, found in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, found)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def with_borders(docx: bytes) -> bytes:
    """``docx`` with rules drawn around all cells, its tables as wide as the page."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                text = data.decode().replace(
                    "<w:tblPr/>", f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"
                )
                data = re.sub("<w:tblGrid>.*?</w:tblGrid>", _narrow, text).encode()
            new.writestr(name, data)
    return stream.getvalue()


def _narrow(match: re.Match[str]) -> str:
    columns = match.group().count("<w:gridCol")
    return re.sub(r'w:w="\d+"', f'w:w="{9000 // max(columns, 1)}"', match.group())


def printed(office: str, folder: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """``files`` (.docx or .html, by name) as LibreOffice prints them to PDF, by the same names."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    out: dict[str, bytes] = {}
    for suffix, options in ((".docx", []), (".html", ["--infilter=HTML (StarWriter)"])):
        names = [str(folder / name) for name in files if name.endswith(suffix)]
        if names:
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            command = [office, profile, "--headless", *options, "--convert-to", "pdf:writer_pdf_Export"]
            command += ["--outdir", str(folder), *names]
            subprocess.run(command, check=True, capture_output=True, timeout=600)
    for name in files:
        out[name] = (folder / name).with_suffix(".pdf").read_bytes()
    return out
