"""Reads a pack from its folder; all mistakes are raised at once.

A pack is a folder: ``pack.yaml`` (name, version, api), rule files ``*.yaml`` (a list under ``rules:``), lexicons in
``lexicons/*.yaml`` and Python files. Python is not imported here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from gklint.engine.body import Entry, PythonBody
from gklint.engine.fields import Fields
from gklint.engine.functions import FUNCTIONS, Function
from gklint.engine.lexicons import read_lexicon
from gklint.engine.limits import MAX_MISTAKES, Meter, TooMuch
from gklint.engine.manifest import Manifest
from gklint.engine.merging import clashes
from gklint.engine.metadata import ROLES, PackFacts, read_rule
from gklint.engine.names import FormNames
from gklint.engine.problems import Mark, PackError, Problems, RuleProblem
from gklint.engine.rule import Pack, Rule
from gklint.engine.selectors import PREFACE
from gklint.engine.yaml_manifest import read_manifest
from gklint.engine.yaml_source import MAX_BYTES, read_yaml
from gklint.engine.yaml_source import Mapping as YamlMapping
from gklint.messages import worded
from gklint.oserrors import why_unread
from gklint.resources import MANIFEST

LEXICONS = "lexicons"


def load_pack(
    path: Path | str,
    allow_python: bool,
    forms: Mapping[str, FormNames] | None = None,
    functions: Mapping[str, Function] = FUNCTIONS,
) -> Pack:
    """The pack in the folder ``path``; raises :class:`PackError` with every mistake in it.

    Rules in Python of a pack that may not run them are a mistake too (``allow_python`` false).
    """
    pack, problems = read_pack(Path(path), allow_python, forms, functions)
    if problems:
        raise PackError(problems)
    return pack


def read_pack(
    root: Path,
    allow_python: bool,
    forms: Mapping[str, FormNames] | None = None,
    functions: Mapping[str, Function] = FUNCTIONS,
) -> tuple[Pack, list[RuleProblem]]:
    """The pack with the rules that are right, and every mistake in the rest."""
    if forms is None:
        from gklint.report.forms import load_forms

        forms = load_forms()
    manifest = root / MANIFEST
    problems = Problems(manifest.as_posix())
    if not manifest.is_file():
        hint = worded("{folder} 是规则包的文件夹吗？", folder=root.as_posix())
        problems.add(Mark(1, 1), "规则包没有 {file}", hint, file=MANIFEST)
        return Pack(root.name, "", "", root.as_posix(), allow_python), problems.found
    reader = _PackReader(root, allow_python, forms, functions)
    try:
        pack = reader.read()
    except TooMuch as error:
        problems.add(Mark(1, 1), error.message, error.suggestion)
        pack = Pack(root.name, "", "", root.as_posix(), allow_python)
    return pack, [*problems.found, *reader.found[:MAX_MISTAKES]]


class _PackReader:
    """Reads one pack; ``found`` are the mistakes in it. Raises :class:`TooMuch` for one that is too large."""

    def __init__(
        self, root: Path, trusted: bool, forms: Mapping[str, FormNames], functions: Mapping[str, Function]
    ) -> None:
        self.found: list[RuleProblem] = []
        self._root = root
        self._trusted = trusted
        self._forms = forms
        self._functions = functions
        self._meter = Meter()

    def read(self) -> Pack:
        root, manifest = self._root, self._root / MANIFEST
        told = self._manifest(manifest)
        words = sorted((root / LEXICONS).glob("*.yaml"))
        lexicons = {path.stem: self._lexicon(path) for path in words}
        facts = PackFacts(told.name, self._forms, lexicons, self._functions, self._meter)
        written = [path for path in sorted(root.glob("*.yaml")) if path != manifest]
        rules = tuple(rule for path in written for rule in self._rules(path, facts))
        files = (manifest, *words, *written, *sorted(root.glob("*.py")))
        self.found.extend(_python_problems(rules, root, self._trusted))
        pack = Pack(
            told.name, told.version, told.summary, root.as_posix(), self._trusted, rules,
            tuple(file.as_posix() for file in files), told,
        )  # fmt: skip
        self.found.extend(clashes((pack,)))
        return pack

    def _open(self, path: Path, problems: Problems, what: str) -> Fields | None:
        data = self._data(path, problems)
        node = read_yaml(data, problems) if data is not None else None
        if isinstance(node, YamlMapping):
            return Fields(node, problems, what)
        if not problems.found:
            problems.add(node.mark if node else Mark(1, 1), "{what}应为键值表", what=what)
        return None

    def _data(self, path: Path, problems: Problems) -> bytes | None:
        try:
            # What may run Python may read what it likes; others have no business outside of their folder.
            if not self._trusted and not path.resolve().is_relative_to(self._root.resolve()):
                problems.add(Mark(1, 1), "是指到规则包外面的链接，没有读", worded("把文件本身放进规则包"))
                return None
            if not path.is_file():
                problems.add(Mark(1, 1), "不是普通文件", worded("规则包里只放普通文件"))
                return None
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            problems.add(Mark(1, 1), "文件读不了：{reason}", reason=why_unread(error))
            return None
        self._meter.data(len(data))
        return data

    def _close(self, problems: Problems) -> None:
        self.found.extend(problems.found)
        self._meter.mistakes(len(self.found))

    def _manifest(self, path: Path) -> Manifest:
        problems = Problems(path.as_posix())
        fields = self._open(path, problems, MANIFEST + " ")
        name = path.parent.resolve().name
        roles = (role for role in ROLES if role != PREFACE)
        told = read_manifest(fields, name, self._forms, roles) if fields is not None else Manifest(name)
        self._close(problems)
        return told

    def _lexicon(self, path: Path) -> Mapping[str, Entry]:
        problems = Problems(path.as_posix())
        fields = self._open(path, problems, worded("词表 {name} ", name=path.stem))
        entries = read_lexicon(fields.whole, problems, path.stem, self._meter) if fields else {}
        self._close(problems)
        return entries

    def _rules(self, path: Path, facts: PackFacts) -> Iterator[Rule]:
        problems = Problems(path.as_posix())
        fields = self._open(path, problems, worded("规则文件"))
        if fields is not None:
            fields.require("rules")
            for mapping in fields.mappings("rules"):
                rule = read_rule(mapping, problems, facts)
                if rule is not None:
                    yield rule
            fields.close()
        self._close(problems)


def _python_problems(rules: Sequence[Rule], root: Path, allowed: bool) -> Iterable[RuleProblem]:
    for rule in rules:
        if not isinstance(rule.body, PythonBody):
            continue
        place = rule.place
        if not allowed:
            message = worded("规则 {code} 要运行 Python，而这个规则包没有得到许可", code=rule.code)
            hint = worded("信任它就用 --allow-python {pack}", pack=place.pack)
            yield RuleProblem(place.path, *place.mark, message, hint)
        if not _is_python_of(root, root / rule.body.file):
            message = worded("规则 {code} 的文件 {file} 不在规则包里", code=rule.code, file=rule.body.file)
            hint = worded("应为 {folder} 下的 .py 文件", folder=root.as_posix())
            yield RuleProblem(place.path, *place.mark, message, hint)


def _is_python_of(root: Path, path: Path) -> bool:
    """Whether ``path`` is a Python file right in the folder ``root``, whatever the name is made of."""
    try:
        inside = path.resolve().parent == root.resolve()  # not by .. or by a link
        return inside and path.parent == root and path.suffix == ".py" and path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False
