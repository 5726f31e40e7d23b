"""The examples of a rule as a person reads them: what is changed in the clean base report, and what is then said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from gklint.diagnostics import Diagnostic, Findings
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.examples import ExampleError, across_findings, apply, base_texts
from gklint.engine.rule import Example, Pack, Rule
from gklint.engine.ruleset import RuleSet
from gklint.engine.selectors import across
from gklint.report.document import Document
from gklint.report.read import read_document
from gklint.report.vocabulary import Vocabulary
from gklint.reporters.base import Style
from gklint.reporters.full import FullReporter
from gklint.results import FileResult, Status
from gklint.runner.internal import OwnCode
from gklint.text import Source

PATH = "样例.txt"


def read_example(text: str, vocabulary: Vocabulary | None = None) -> Document:
    """The document that an example's text makes."""
    return read_document(Source(PATH, text), vocabulary=vocabulary)


def example_words(example: Example) -> str:
    """What the example changes in the base report, in a sentence (Chinese)."""
    keys = example.keys
    parts = [f"（{keys['form']} 版）" if "form" in keys else "", _place_words(keys), _patch_words(example)]
    words = "".join(filter(None, parts))
    if "ledger" in keys:
        words += f"；台账：“{keys['ledger'].strip()}”"
    return "；另一份：".join([words or "照基准报告", *map(example_words, example.others)])


def _place_words(keys: Mapping[str, str]) -> str:
    """Whose and of which year the report is made."""
    years = int(keys.get("year", "0"))
    words = [f"{'早' if years < 0 else '晚'} {abs(years)} 年"] if years else []
    words += [f"单位“{keys['agency']}”"] if "agency" in keys else []
    words += [f"文件 {keys['file']}"] if "file" in keys else []
    return f"（{'，'.join(words)}）" if words else ""


def _patch_words(example: Example) -> str:
    keys = example.keys
    parts = []
    if example.cells:
        parts.append("单元格 " + "，".join(f"{cell} 填“{text}”" for cell, text in example.cells))
    if "section" in keys:
        parts.append(f"第{keys['section']}部分写成：“{keys['text'].strip()}”")
    elif "text" in keys:
        parts.append(f"全文：“{keys['text'].strip()}”")
    if "delete" in keys:
        parts.append(f"删去第{keys['delete']}部分")
    if "replace" in keys:
        parts.append(f"“{keys['replace'].strip()}”写成“{keys['with'].strip()}”")
    return "；".join(parts)


@dataclass(frozen=True)
class Demonstrator:
    """Runs single examples of the rules in ``rules``."""

    rules: RuleSet

    def bases(self, pack: Pack, forms: Collection[str] | None = None) -> Mapping[str, Document]:
        """The base reports of ``pack``, read, by form (``forms``: those only); those of a pack that has none are the
        core pack's."""
        texts = base_texts(pack) or base_texts(self.rules.packs[0])
        return {
            form: read_example(text, self.rules.vocabulary)
            for form, text in texts.items()
            if forms is None or form in forms
        }

    def findings(
        self, rule: Rule, example: Example, bases: Mapping[str, Document]
    ) -> Iterator[tuple[Document, Diagnostic]]:
        """What ``rule`` says of the changed base report; nothing where the example cannot be applied."""
        form = example.keys.get("form", rule.forms[-1])
        if form not in bases:
            return
        try:
            document = read_example(apply(example, bases[form]), self.rules.vocabulary)
        except ExampleError:
            return
        checker = Checker(self.rules, CheckOptions(selected=frozenset({rule.code})))
        if across(rule.on) is None:
            found = checker.check(document)
        else:
            read = partial(read_example, vocabulary=self.rules.vocabulary)
            found = across_findings(checker, example, document.source.text, on=rule.on, base=bases[form], analyse=read)
        for diagnostic in found.diagnostics:
            yield document, diagnostic

    def first(self, entry: Rule | OwnCode, width: int) -> str:
        """The first bad example of a rule as the terminal shows it; empty for gklint's own codes."""
        if not isinstance(entry, Rule) or not entry.bad:
            return ""
        example = entry.bad[0]
        pack, form = self.rules.pack_of(entry), example.keys.get("form", entry.forms[-1])
        return self.rendered(entry, example, self.bases(pack, (form,)), width)

    def rendered(self, rule: Rule, example: Example, bases: Mapping[str, Document], width: int) -> str:
        """The first finding of an example as the terminal shows it; empty when there is none."""
        for document, diagnostic in self.findings(rule, example, bases):
            result = FileResult(PATH, Status.CHECKED, document.source, document, Findings((diagnostic,)))
            return FullReporter(Style(color=False, width=width)).file(result).rstrip() + "\n"
        return ""
