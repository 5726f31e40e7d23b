"""Fixes in a Word document: the runs concerned change, every other byte of the package stays."""

import io
import subprocess
import zipfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.reports import KINDS, make_report
from gklint.diagnostics import Edit
from gklint.readers.errors import EditError
from gklint.readers.word import apply_edits, read_docx
from gklint.readers.word.package import open_package
from gklint.readers.word.rezip import replace_member
from gklint.text import Span
from tests.readers.word_files import (
    NUMBERS,
    cell,
    docx,
    numbered,
    para,
    report_docx,
    row,
    run,
    table,
    words,
)  # fmt: skip
from tests.tools import require_tool

BOLD = "<w:b/>"
BLANK_FORM = Path(__file__).resolve().parents[2] / "../shared/real/blank-form-2021.docx"


def changed(data: bytes, *pairs: tuple[str, str]) -> bytes:
    """``data`` with each text (which must be there once) replaced by another."""
    source = read_docx("a.docx", data)
    edits = []
    for old, new in pairs:
        assert source.text.count(old) == 1
        at = source.text.index(old)
        edits.append(Edit(Span(at, at + len(old)), new))
    return apply_edits(data, source, edits)


def document(data: bytes) -> str:
    return open_package(data).parts["document"].decode()


def body(data: bytes) -> str:
    return document(data).partition("<w:body>")[2].partition("<w:sectPr>")[0]


def test_an_edit_in_one_run_changes_its_text_alone() -> None:
    data = docx(para(run("公开信息", BOLD) + run("，，共3条。")) + words("另段"))
    assert body(changed(data, ("信息，，共", "信息，共"))) == para(run("公开信息", BOLD) + run("，共3条。")) + words(
        "另段"
    )


def test_an_edit_over_several_runs_puts_the_new_text_into_the_first_and_empties_the_others() -> None:
    data = docx(para(run("甲20", BOLD) + run("2") + run("4年乙")))
    assert body(changed(data, ("2024年", "二〇二四年"))) == para(run("甲二〇二四", BOLD) + run("") + run("年乙"))


def test_several_edits_in_one_run_and_white_space_at_its_end() -> None:
    data = docx("<w:p><w:r><w:t>一,二,三</w:t></w:r></w:p>")
    source = read_docx("a.docx", data)
    edits = [Edit(Span(1, 2), "，"), Edit(Span(3, 4), "、"), Edit(Span(5, 5), "& <四> ")]
    expected = '<w:p><w:r><w:t xml:space="preserve">一，二、三&amp; &lt;四&gt; </w:t></w:r></w:p>'
    assert body(apply_edits(data, source, edits)) == expected


def test_white_space_that_word_does_not_show_does_not_move_an_edit() -> None:
    data = docx("<w:p><w:r><w:t>  甲乙丙 </w:t></w:r></w:p>")
    assert read_docx("a", changed(data, ("乙", "丁"))).text == "甲丁丙\n"


def test_an_insertion_goes_into_the_run_before_it_or_else_behind() -> None:
    data = docx(para(run("甲", BOLD) + run("乙")))
    source = read_docx("a.docx", data)
    assert body(apply_edits(data, source, [Edit(Span(1, 1), "新")])) == para(run("甲新", BOLD) + run("乙"))
    assert body(apply_edits(data, source, [Edit(Span(0, 0), "新")])) == para(run("新甲", BOLD) + run("乙"))


def test_a_cell_is_edited_and_its_neighbours_are_not() -> None:
    data = docx(table([row(cell(words("规章")), cell(words("O"))), row(cell(words("其他")), cell(words("1")))]))
    assert read_docx("a", changed(data, ("O", "0"))).text == "| 规章 | 0 |\n| 其他 | 1 |\n"


def test_a_prefix_of_the_writers_own_and_tags_with_odd_attributes_are_kept() -> None:
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?><x:document xmlns:x="http://schemas.openxmlformats.org/'
        'wordprocessingml/2006/main"><!-- 甲 --><x:body><x:p><x:r><x:t/><x:t a="1>0" >甲乙</x:t\n></x:r></x:p></x:body>'
        "</x:document>"
    )
    data = changed(docx("", document=xml), ("乙", "丙"))
    assert document(data) == xml.replace("甲乙</x:t\n>", "甲丙</x:t>").replace('"1>0" >', '"1>0">')


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("域") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("made", "old", "new", "reason"),
    [
        (numbered("甲", 1), "一、", "1、", "段落 1：修改涉及自动编号"),
        (para(run("见") + FIELD), "域", "甲", "域"),
        ('<w:p><w:ins w:id="1" w:author="a">' + run("插") + "</w:ins></w:p>", "插", "甲", "修订"),
        (words("甲") + words("乙"), "甲\n乙", "甲乙", "段落或单元格的边界"),
        (
            table([row(cell(words("甲")), cell(words("乙")))]),
            "| 乙",
            "乙",
            "表1 第1行 第1列：修改涉及段落或单元格的边界",
        ),
        (para('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("是")), "☑", "√", "符号"),
        (words("甲"), "甲", "甲\n乙", "不能写入"),
        (words("甲"), "甲", "甲\x01", "不能写入"),
    ],
)
def test_what_is_not_the_text_of_a_run_is_refused(made: str, old: str, new: str, reason: str) -> None:
    data = docx(made, NUMBERS)
    with pytest.raises(EditError, match=reason):
        changed(data, (old, new))


def test_an_empty_cell_has_no_run_to_write_into() -> None:
    data = docx(table([row(cell(words("甲")), cell(""))]))
    source = read_docx("a.docx", data)
    at = source.text.index("| |") + 1
    with pytest.raises(EditError, match="表1 第1行 第2列"):
        apply_edits(data, source, [Edit(Span(at, at), "0")])


def test_a_signed_document_is_refused_and_says_so_when_read() -> None:
    data = docx(words("甲"), more={"_xmlsignatures/origin.sigs": b"", "_xmlsignatures/sig1.xml": b"<Signature/>"})
    source = read_docx("a.docx", data)
    assert source.read_only is not None
    assert "签名" in source.read_only
    with pytest.raises(EditError, match="签名"):
        apply_edits(data, source, [Edit(Span(0, 1), "乙")])


def test_a_document_changed_in_between_is_refused() -> None:
    source = read_docx("a.docx", docx(words("甲")))
    with pytest.raises(EditError, match="重新检查"):
        apply_edits(docx(words("乙")), source, [Edit(Span(0, 1), "丙")])


def test_overlapping_edits_are_a_mistake_of_the_caller() -> None:
    data = docx(words("甲乙丙"))
    source = read_docx("a.docx", data)
    with pytest.raises(ValueError, match="overlap"):
        apply_edits(data, source, [Edit(Span(0, 2), "丁"), Edit(Span(1, 3), "戊")])


def test_no_change_gives_the_same_bytes() -> None:
    data = docx(words("甲乙"))
    assert changed(data, ("乙", "乙")) == data


def members(data: bytes) -> list[tuple[object, ...]]:
    """Each member in the file's order: all that the directory says of it, and its compressed bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        found = []
        for info in archive.infolist():
            begin = info.header_offset + 30 + len(info.filename.encode()) + len(info.extra)
            raw = data[begin : begin + info.compress_size]
            about = (info.filename, info.date_time, info.compress_type, info.external_attr, info.comment, info.CRC)
            found.append((*about, raw))
        return found


def many_members() -> bytes:
    """A package written in several manners: stored and deflated members, streamed ones, folders, a comment."""

    class Pipe(io.BytesIO):
        def tell(self) -> int:
            raise OSError("a pipe")

    stream = Pipe()
    plain = docx(words("甲乙"))
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(stream, "w") as new:
        new.comment = "批注".encode()
        new.writestr("word/media/", b"")
        for number, name in enumerate(old.namelist()):
            method = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)[number % 2]
            new.writestr(zipfile.ZipInfo(name, (2020, 2, 3, 4, 5, 6)), old.read(name), method)
        new.writestr("word/media/图 1.png", bytes(range(256)) * 40, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _check_only_the_document_changed(data: bytes, after: bytes) -> None:
    before_members, after_members = members(data), members(after)
    assert [m[:5] for m in before_members] == [m[:5] for m in after_members]
    different = [m[0] for m, n in zip(before_members, after_members, strict=True) if m != n]
    assert different == ["word/document.xml"]


def test_every_other_member_keeps_its_bytes_order_and_date() -> None:
    data = many_members()
    after = changed(data, ("乙", "丙丁"))
    _check_only_the_document_changed(data, after)
    assert read_docx("a", after).text == "甲丙丁\n"
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(after)) as archive:
        assert archive.comment == "批注".encode()
        # A streamed member has its sizes behind it; those of the new one stand in its header.
        assert before.getinfo("word/document.xml").flag_bits & 8
        assert not archive.getinfo("word/document.xml").flag_bits & 8


@pytest.mark.skipif(not BLANK_FORM.is_file(), reason=f"no real documents: there is no file {BLANK_FORM}")
def test_the_official_blank_form_keeps_all_but_one_run() -> None:
    data = BLANK_FORM.read_bytes()
    after = changed(data, ("行政事业性收费", "行政事业性收费。"))
    _check_only_the_document_changed(data, after)
    assert len(document(after)) == len(document(data)) + 1
    assert changed(after, ("行政事业性收费。", "行政事业性收费")) != after
    assert document(changed(after, ("行政事业性收费。", "行政事业性收费"))) == document(data)


def test_a_zip_that_is_not_laid_out_plainly_is_refused() -> None:
    data = docx(words("甲"))
    for odd in (data[:-5], data + b"trailing", data.replace(b"PK\x05\x06", b"PK\x05\x07")):
        with pytest.raises(ValueError, match=r"zip|directory"):
            replace_member(odd, "word/document.xml", b"")
    with pytest.raises(ValueError, match="member"):
        replace_member(data, "word/none.xml", b"")


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_edit_of_run_text_reads_back_as_the_edited_text(drawn: st.DataObject) -> None:
    plain = st.text(alphabet="甲乙丙，0 <&>", min_size=1, max_size=6)
    paragraphs = drawn.draw(st.lists(st.lists(plain, min_size=1, max_size=4), min_size=1, max_size=3))
    data = docx("".join(para("".join(map(run, runs))) for runs in paragraphs))
    source = read_docx("a.docx", data)
    line = drawn.draw(st.integers(1, len(paragraphs)))
    limits = source.lines.line_span(line)
    cuts = sorted(drawn.draw(st.lists(st.integers(limits.start, limits.end), min_size=4, max_size=4)))
    new = drawn.draw(st.lists(plain, min_size=2, max_size=2))
    edits = [Edit(Span(cuts[0], cuts[1]), new[0]), Edit(Span(cuts[2], cuts[3]), new[1])]
    text = source.text[: cuts[0]] + new[0] + source.text[cuts[1] : cuts[2]] + new[1] + source.text[cuts[3] :]
    assert read_docx("a.docx", apply_edits(data, source, edits)).text == text


def test_libreoffice_opens_a_fixed_document(tmp_path: Path) -> None:
    office = require_tool("soffice")
    report = make_report(Random(3), "2021", KINDS[0])
    data = report_docx(report)
    after = changed(data, (report.title, report.title + "（公开版）"))
    (tmp_path / "a.docx").write_bytes(after)
    command = [
        office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
        "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / "a.docx"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    assert f"{report.title}（公开版）" in (tmp_path / "a.txt").read_text("utf-8-sig").splitlines()
