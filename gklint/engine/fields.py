"""Takes typed values out of a YAML mapping, one key at a time; every mistake is noted, none stops the reading."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from gklint.engine.problems import Mark, Problems, did_you_mean, one_of
from gklint.engine.yaml_source import Mapping, Node, Scalar, Sequence
from gklint.messages import worded

_KINDS: dict[type[Node], str] = {Scalar: "一个值", Sequence: "列表", Mapping: "键值表"}


class Fields:
    """The keys of one mapping. A key that was never asked for is unknown: :meth:`close` says so.

    ``what`` names the mapping in messages (``规则 ARI301 ``, with a space where a key may follow).
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
            self.problems.add(self.mark, "{what}缺少 {key}", what=self.what, key=key)

    def scalar(self, key: str) -> Scalar | None:
        """The scalar at ``key``; another kind of node is a problem."""
        node = self.node(key)
        if node is None or isinstance(node, Scalar):
            return node
        self._wrong(node, key, Scalar)
        return None

    def text(self, key: str, *, required: bool = False) -> str | None:
        """The words at ``key``, trimmed; numbers are taken as written. An empty value is a problem."""
        if required:
            self.require(key)
        scalar = self.scalar(key)
        if scalar is None:
            return None
        if not scalar.text.strip():
            self.problems.add(scalar.mark, "{key} 是空的", key=key)
            return None
        return scalar.text.strip()

    def choice(self, key: str, known: Collection[str]) -> str | None:
        """The word at ``key``, which must be one of ``known``."""
        word = self.text(key)
        if word is None or word in known:
            return word
        node = self.node(key)
        assert node is not None
        hint = did_you_mean(word, known) or one_of(known)
        self.problems.add(node.mark, "{key} 不能是 {word}", hint, key=key, word=word)
        return None

    def flag(self, key: str, default: bool) -> bool:
        """The truth at ``key``."""
        scalar = self.scalar(key)
        if scalar is None:
            return default
        if isinstance(scalar.value, bool):
            return scalar.value
        self.problems.add(scalar.mark, "{key} 应为 true 或 false，不是 {text}", key=key, text=scalar.text)
        return default

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """The scalars at ``key``: a list of them, or a single one."""
        node = self.node(key)
        if node is None:
            return ()
        if isinstance(node, Scalar):
            return (node,)
        if isinstance(node, Mapping):
            self._wrong(node, key, Sequence)
            return ()
        for item in node.items:
            if not isinstance(item, Scalar):
                self._wrong(item, worded("{key} 的每一项", key=key), Scalar)
        return tuple(item for item in node.items if isinstance(item, Scalar))

    def texts(self, key: str) -> tuple[str, ...]:
        """The words at ``key``: a list, or a single one."""
        return tuple(item.text for item in self.scalars(key))

    def mapping(self, key: str) -> Mapping | None:
        """The mapping at ``key``; another kind of node is a problem."""
        node = self.node(key)
        if node is None or isinstance(node, Mapping):
            return node
        self._wrong(node, key, Mapping)
        return None

    def items(self, key: str) -> tuple[Node, ...]:
        """The nodes of the list at ``key``."""
        node = self.node(key)
        if node is None:
            return ()
        if isinstance(node, Sequence):
            return node.items
        self._wrong(node, key, Sequence)
        return ()

    def mappings(self, key: str) -> Iterator[Mapping]:
        """The mappings of the list at ``key``; other items are problems."""
        for item in self.items(key):
            if isinstance(item, Mapping):
                yield item
            else:
                self._wrong(item, worded("{key} 的每一项", key=key), Mapping)

    def close(self) -> None:
        """Notes every key that nobody asked for."""
        for name, (key, _) in self._entries.items():
            if name not in self._asked:
                unused = self._asked - set(self._entries)
                self.problems.add(
                    key.mark, "{what}没有 {name} 这个键", did_you_mean(name, unused), what=self.what, name=name
                )

    def _wrong(self, node: Node, what: str, expected: type[Node]) -> None:
        wanted, found = worded(_KINDS[expected]), worded(_KINDS[type(node)])
        self.problems.add(node.mark, "{what} 应为{wanted}，不是{found}", what=what, wanted=wanted, found=found)


def typed_value(node: Node) -> Decimal | str | tuple[str, ...] | None:
    """The value of an option: a number, a text, or a list of texts; ``None`` for anything else."""
    if isinstance(node, Sequence):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    if isinstance(node, Scalar) and isinstance(node.value, (Decimal, str)):
        return node.value
    return None
