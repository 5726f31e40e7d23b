"""A folder with a report, a pack of easy rules, and the command line run in this process."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from gklint import cache
from gklint.launch import main

REPORT = (Path(__file__).parents[1] / "cli" / "report.txt").read_text(encoding="utf-8")
LAST = "六、其他需要报告的事项\n"

PACK = """\
rules:
  - {code: TST001, name: old-account, summary: 帐号应为账号, summary-en: write the modern form of account,
     basis: 试验, severity: error, tags: [spelling], aliases: [OLD001], on: paragraph,
     pattern: 帐号, message: “帐号”应为“账号”, fix: {title: 改为账号, replace: 账号, safe: true}}
  - {code: TST002, name: big-word, summary: 不说大话, basis: 试验, severity: warning, tags: [style], on: paragraph,
     pattern: 史无前例, message: 不说大话, fix: {title: 删去, replace: 较大, safe: false}}
  - {code: TST003, name: shown-only, summary: 不说空话, basis: 试验, severity: warning, on: paragraph,
     pattern: 高度重视, message: 不说空话}
  - {code: TST010, name: left-hand, summary: 用右, basis: 试验, severity: info, enabled: false, on: paragraph,
     pattern: 左手边, message: 用右, fix: {title: 改为右, replace: 右手边, safe: true}}
  - {code: TST011, name: right-hand, summary: 用左, basis: 试验, severity: info, enabled: false, on: paragraph,
     pattern: 右手边, message: 用左, fix: {title: 改为左, replace: 左手边, safe: true}}
  - {code: TST020, name: makes-it-worse, summary: 越改越坏, basis: 试验, severity: info, enabled: false, on: paragraph,
     pattern: 户头, message: 用帐号, fix: {title: 改为帐号, replace: 帐号, safe: true}}
  - {code: TST030, name: too-many, summary: 条数太多, basis: 试验, severity: warning, enabled: false, on: paragraph,
     options: {多少: {type: number, default: 3, help: 多少算多}},
     pattern: 公开了(\\d+)条, when: 选项("多少") < 100, message: "超过 {选项(\\"多少\\")} 条"}
"""


class Outcome(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)

    @property
    def found(self) -> list[tuple[str, str | None]]:
        """Codes, and by what each is suppressed."""
        return [(d["code"], d["suppressed"] and d["suppressed"]["by"]) for d in self.data["diagnostics"]]

    @property
    def codes(self) -> list[str]:
        return [d["code"] for d in self.data["diagnostics"]]


Gklint = Callable[..., Outcome]


def report(*paragraphs: str) -> str:
    """The sample report with these paragraphs in its last section."""
    return REPORT.replace(LAST, LAST + "\n" + "".join(f"{words}\n\n" for words in paragraphs), 1)


def put(path: Path, *paragraphs: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(report(*paragraphs).encode(encoding))
    return path


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with the packs that ship with gklint, and nothing else: to read them takes a second."""
    place = tmp_path_factory.mktemp("compiled")
    with pytest.MonkeyPatch.context() as patch:
        use_cache(patch, place)
        main(["rules", "--isolated"])
    return place


def use_cache(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    """Have this process keep its cache in ``place``."""
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(place))
    monkeypatch.setattr(cache._Shared, "store", None)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compiled: Path) -> Path:
    """An empty working directory, with the pack beside it, a cache of compiled packs and no configuration of the
    user's."""
    pack = tmp_path / "试验"
    pack.mkdir()
    (pack / "pack.yaml").write_text('name: 试验\nversion: "1.2"\napi: 1\n', encoding="utf-8")
    (pack / "rules.yaml").write_text(PACK, encoding="utf-8")
    shutil.copytree(compiled, tmp_path / "cache")
    use_cache(monkeypatch, tmp_path / "cache")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


@pytest.fixture
def gklint(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Gklint:
    """Runs ``gklint ARGS`` in the folder."""

    def run(*args: str) -> Outcome:
        capfdbinary.readouterr()
        status = main(args)
        out, err = capfdbinary.readouterr()
        return Outcome(status, out.decode(), err.decode())

    return run


@pytest.fixture
def check(gklint: Gklint, folder: Path) -> Gklint:
    """Runs ``gklint check --format json`` with the rules of the pack alone, unless a configuration says otherwise."""

    def run(*args: str, rules: str = "TST") -> Outcome:
        given = [] if (folder / "gklint.toml").exists() else ["--pack", "../试验", "--select", rules]
        return gklint("check", "--format", "json", *given, *args)

    return run
