"""pytest runs the examples of packs: every ``pack.yaml`` under what it is given is collected, each example one test.

Installed with gklint (entry point ``pytest11``): ``pytest our-bureau``. The only module that imports pytest.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from gklint.engine.rule import Example, Rule
    from gklint.runner.packtests import PackTests

MANIFEST = "pack.yaml"
_ALLOW = "--gklint-allow-python"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds ``--gklint-allow-python``."""
    parser.getgroup("gklint").addoption(_ALLOW, action="store_true", help="允许运行所测规则包里的 Python 规则")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The tests of the pack whose manifest ``file_path`` is; a file of that name without ``api:`` is another
    program's."""
    if file_path.name != MANIFEST:
        return None
    from gklint.packs import manifest_name

    if manifest_name(file_path.parent, "api") is None:
        return None
    return PackFile.from_parent(parent, path=file_path)


class WrongExample(Exception):
    """An example or a base report that does not come out as it should; the lines (Chinese) say why."""


class PackFile(pytest.File):
    """A pack: its base reports, and the examples of its rules."""

    def collect(self) -> Iterator[pytest.Item]:
        """A test for the base reports, and one for each example; a pack that cannot be used is an error here."""
        from gklint.cli.host import Host
        from gklint.runner.errors import SetupError
        from gklint.runner.packtests import pack_tests

        allow = bool(self.config.getoption(_ALLOW))
        try:
            tests = pack_tests(str(self.path.parent), (), allow, Host().extensions)
        except SetupError as error:
            asked = any("--allow-python" in line for line in error.lines)
            hint = (f"在 pytest 里许可：{_ALLOW}",) if asked else ()
            raise self.CollectError("\n".join((*error.lines, *hint))) from None
        yield BaseReports.from_parent(self, name="base", tests=tests)
        for rule in tests.pack.rules:
            for good, examples in ((True, rule.good), (False, rule.bad)):
                for number, example in enumerate(examples, 1):
                    name = f"{rule.code}-{'good' if good else 'bad'}-{number}"
                    yield ExampleItem.from_parent(self, name=name, tests=tests, rule=rule, example=example, good=good)


class _Item(pytest.Item):
    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """What is wrong with the pack, without a trace through gklint."""
        if isinstance(excinfo.value, WrongExample):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))


class BaseReports(_Item):
    """The pack's base reports, which must be clean."""

    def __init__(self, *, tests: PackTests, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self._tests = tests

    def runtest(self) -> None:
        """Raises :class:`WrongExample` with all that is found at warning or above."""
        found = [f"base/{form}.txt  {reason}" for form, reason in self._tests.base_failures()]
        if found:
            raise WrongExample("\n".join(found))


class ExampleItem(_Item):
    """An example of a rule."""

    def __init__(self, *, tests: PackTests, rule: Rule, example: Example, good: bool, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self._tests = tests
        self._rule = rule
        self._example = example
        self._good = good

    def runtest(self) -> None:
        """Raises :class:`WrongExample` with what is wrong, and what the example changes in the base report."""
        from gklint.cli.demonstrate import example_words

        reasons = list(self._tests.tester.reasons(self._rule, self._example, self._good))
        if reasons:
            raise WrongExample("\n".join((*reasons, example_words(self._example))))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the example stands."""
        return Path(self._rule.place.path), self._example.mark.line - 1, self.name
