"""Takes typed values out of a YAML mapping, one key at a time; every mistake is noted, none stops the reading."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from gklint.engine.problems import Mark, Problems, did_you_mean
from gklint.engine.yaml_source import Mapping, Node, Scalar, Sequence

_KINDS = {Scalar: "一个值", Sequence: "列表", Mapping: "键值表"}


class Fields:
    """The keys of one mapping. A key that was never asked for is unknown: :meth:`close` says so.

    ``what`` names the mapping in messages (``规则 ARI301``).
    """

    def __init__(self, mapping: Mapping, problems: Problems, what: str) -> None:
        self.whole = mapping
        self.mark = mapping.mark
        self.problems = problems
        self.what = what
        self._entries = {key.text: (key, value) for key, value in mapping.entries}
        self._asked: set[str] = set()

    def node(self, key: str) -> Node | None:
        """The node at ``key``, or ``None``."""
        self._asked.add(key)
        entry = self._entries.get(key)
        return entry[1] if entry else None

    def key_mark(self, key: str) -> Mark:
        """Where the key stands (the mapping's place if it is absent)."""
        entry = self._entries.get(key)
        return entry[0].mark if entry else self.mark

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        self._asked.add(key)
        return key in self._entries

    def require(self, key: str) -> None:
        """Notes a problem if ``key`` is absent."""
        if not self.has(key):
            self.problems.add(self.mark, f"{self.what}缺少 {key}")

    def scalar(self, key: str) -> Scalar | None:
        """The scalar at ``key``; another kind of node is a problem."""
        node = self.node(key)
        if node is None or isinstance(node, Scalar):
            return node
        self._wrong(node, key, "一个值")
        return None

    def text(self, key: str, *, required: bool = False) -> str | None:
        """The words at ``key``, trimmed; numbers are taken as written. An empty value is a problem."""
        if required:
            self.require(key)
        scalar = self.scalar(key)
        if scalar is None:
            return None
        if not scalar.text.strip():
            self.problems.add(scalar.mark, f"{key} 是空的")
            return None
        return scalar.text.strip()

    def choice(self, key: str, known: Collection[str]) -> str | None:
        """The word at ``key``, which must be one of ``known``."""
        word = self.text(key)
        if word is None or word in known:
            return word
        node = self.node(key)
        assert node is not None
        hint = did_you_mean(word, known) or f"可用：{'、'.join(known)}"
        self.problems.add(node.mark, f"{key} 不能是 {word}", hint)
        return None

    def flag(self, key: str, default: bool) -> bool:
        """The truth at ``key``."""
        scalar = self.scalar(key)
        if scalar is None:
            return default
        if isinstance(scalar.value, bool):
            return scalar.value
        self.problems.add(scalar.mark, f"{key} 应为 true 或 false，不是 {scalar.text}")
        return default

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """The scalars at ``key``: a list of them, or a single one."""
        node = self.node(key)
        if node is None:
            return ()
        if isinstance(node, Scalar):
            return (node,)
        if isinstance(node, Mapping):
            self._wrong(node, key, "列表")
            return ()
        for item in node.items:
            if not isinstance(item, Scalar):
                self._wrong(item, f"{key} 的每一项", "一个值")
        return tuple(item for item in node.items if isinstance(item, Scalar))

    def texts(self, key: str) -> tuple[str, ...]:
        """The words at ``key``: a list, or a single one."""
        return tuple(item.text for item in self.scalars(key))

    def mapping(self, key: str) -> Mapping | None:
        """The mapping at ``key``; another kind of node is a problem."""
        node = self.node(key)
        if node is None or isinstance(node, Mapping):
            return node
        self._wrong(node, key, "键值表")
        return None

    def items(self, key: str) -> tuple[Node, ...]:
        """The nodes of the list at ``key``."""
        node = self.node(key)
        if node is None:
            return ()
        if isinstance(node, Sequence):
            return node.items
        self._wrong(node, key, "列表")
        return ()

    def mappings(self, key: str) -> Iterator[Mapping]:
        """The mappings of the list at ``key``; other items are problems."""
        for item in self.items(key):
            if isinstance(item, Mapping):
                yield item
            else:
                self._wrong(item, f"{key} 的每一项", "键值表")

    def close(self) -> None:
        """Notes every key that nobody asked for."""
        for name, (key, _) in self._entries.items():
            if name not in self._asked:
                unused = self._asked - set(self._entries)
                self.problems.add(key.mark, f"{self.what}没有 {name} 这个键", did_you_mean(name, unused))

    def _wrong(self, node: Node, what: str, expected: str) -> None:
        self.problems.add(node.mark, f"{what} 应为{expected}，不是{_KINDS[type(node)]}")


def typed_value(node: Node) -> Decimal | str | tuple[str, ...] | None:
    """The value of an option: a number, a text, or a list of texts; ``None`` for anything else."""
    if isinstance(node, Sequence):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    if isinstance(node, Scalar) and isinstance(node.value, (Decimal, str)):
        return node.value
    return None
