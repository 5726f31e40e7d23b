"""What fuzzing found once, each as small as it can be."""

from __future__ import annotations

import json
import resource
import struct
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from gklint.engine.problems import PackError
from gklint.engine.yaml_pack import load_pack
from tests.readers.pdf_files import bare_pdf, packed_stream

_MEMORY = 400 * 1024 * 1024
_SHOWN = b"BT /F 12 Tf 72 700 Td <0041> Tj ET"
_INFO = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"


def _font(descendant: bytes, type0: bytes = b"", *more: bytes) -> bytes:
    """A PDF that shows a character of a font that begins at object 5; ``more`` are objects from number 7 on."""
    return bare_pdf(
        _SHOWN,
        b"/Font<</F 5 0 R>>",
        [
            b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]%b>>" % type0,
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X%b%b>>" % (_INFO, descendant),
            *more,
        ],
    )


def _with_character_map(*groups: tuple[int, int]) -> bytes:
    """A PDF with a TrueType font whose map (format 12) has these groups of codes."""
    table = struct.pack(">HHHHL", 0, 1, 3, 10, 12) + struct.pack(">HHLLL", 12, 0, 0, 0, len(groups))
    table += b"".join(struct.pack(">LLL", first, last, first) for first, last in groups)
    font = b"\0\1\0\0" + struct.pack(">HHHH", 1, 0, 0, 0) + struct.pack(">4sLLL", b"cmap", 0, 28, len(table)) + table
    descriptor = b"<</Type/FontDescriptor/FontName/X/FontFile2 8 0 R>>"
    return _font(b"/FontDescriptor 7 0 R", b"", descriptor, packed_stream(font))


_MAP = b"begincmap 1 beginbfrange <%b> <%b> <0041> endbfrange endcmap"
BOMBS: Mapping[str, bytes] = {
    "widths": _font(b"/W[0 999999999 500]"),
    "widths from below": _font(b"/W[-999999999 29 500]"),
    "many widths": _font(b"/W[" + b"0 60000 500 " * 1000 + b"]"),
    "ToUnicode": _font(b"", b"/ToUnicode 7 0 R", packed_stream(_MAP % (b"00000000", b"ffffffff"))),
    "ToUnicode without its beginning": _font(
        b"", b"/ToUnicode 7 0 R", packed_stream(b"/a 1 def <00000000> <ffffffff> <0041> endbfrange")
    ),
    "character map": _with_character_map((0, 0xFFFFFFFF)),
}


def _limits() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_font_that_declares_a_thousand_million_characters(tmp_path: Path) -> None:
    names = [f"{name}.pdf" for name in BOMBS]
    for name, data in zip(names, BOMBS.values(), strict=True):
        (tmp_path / name).write_bytes(data)
    code = (
        "import sys\nfrom gklint.readers import ReadError, read_source\n"
        "for name in sys.argv[1:]:\n"
        "    try:\n        print(repr(read_source(name, open(name, 'rb').read()).text))\n"
        "    except ReadError as error:\n        print(error.reason)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *names], cwd=tmp_path, preexec_fn=_limits, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["PDF 的字体声明了过多字符，可能是有意构造的文件；没有读取"] * len(BOMBS), (
        done.stderr[-500:]
    )


def test_a_font_of_the_usual_size_is_read() -> None:
    from gklint.readers import read_source

    for data in (
        _font(b"/W[0 65535 500]", b"/ToUnicode 7 0 R", packed_stream(_MAP % (b"0041", b"0042"))),
        _with_character_map((0x41, 0x5A)),
    ):
        assert read_source("a.pdf", data).text.strip() == "A"


@pytest.mark.parametrize("name", ["长" * 300 + ".py", "a\0.py", "../a.py", "a\ud800.py"])
def test_a_rule_whose_python_file_has_an_impossible_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "pack.yaml").write_text('name: x\nversion: "1"\napi: 1\n', encoding="utf-8")
    rule = {"code": "TST001", "name": "a", "summary": "甲", "basis": "乙", "severity": "info", "on": "report"}
    rules = {"rules": [{**rule, "python": name, "why-python": "丙"}]}
    (tmp_path / "rules.yaml").write_text(json.dumps(rules), encoding="utf-8")
    with pytest.raises(PackError, match=r"不在规则包里|YAML"):
        load_pack(tmp_path, True)
