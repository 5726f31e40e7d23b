"""Near duplicates: what the index finds is what comparing every pair finds, but for formulas."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.alike import edited, paragraphs
from gklint.project.alike import all_pairs, near_duplicates
from gklint.project.spread import Spread
from gklint.report.sketch import SHORTEST, Sketches, sketch

TEXTS = paragraphs(60)
LEAST = 0.85


def test_copies_are_found_among_many_texts() -> None:
    rng = random.Random(4)
    alone = [text for text in TEXTS if len(text) >= 80][:120]
    texts = [*TEXTS, *(edited(text, rng) for text in alone)]
    wanted = {(pair.one, pair.other) for pair in all_pairs(texts, LEAST)}
    found = {(pair.one, pair.other): pair.ratio for pair in near_duplicates(texts, LEAST)}
    copies = [pair for n, text in enumerate(alone) if (pair := (TEXTS.index(text), len(TEXTS) + n)) in wanted]
    assert len(copies) > 100
    assert sum(pair in found for pair in copies) / len(copies) >= 0.98
    assert all(ratio >= LEAST for ratio in found.values())


@given(st.integers(0, len(TEXTS) - 1), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_a_pair_is_never_less_alike_than_asked_for(number: int, rng: random.Random) -> None:
    texts = [TEXTS[number], edited(TEXTS[number], rng), *TEXTS[:40]]
    exact = {(pair.one, pair.other): pair.ratio for pair in all_pairs(texts, LEAST)}
    for pair in near_duplicates(texts, LEAST):
        assert exact[pair.one, pair.other] == pair.ratio


def test_equal_texts_pair_with_the_first_of_them() -> None:
    text = "全年公开的信息都经过三级审核，没有一条因为内容不准确而被撤回，群众来信来电均已答复。"
    assert len(text) >= SHORTEST
    assert [pair[:2] for pair in near_duplicates([text, "短", text, text], LEAST)] == [(0, 2), (0, 3)]


def test_short_texts_are_left_out() -> None:
    assert list(near_duplicates(["本年度未收取信息处理费。"] * 3, LEAST)) == []


def test_the_order_is_that_of_the_texts() -> None:
    pairs = list(near_duplicates(TEXTS, 0.7))
    assert pairs == sorted(pairs)
    assert pairs


@given(st.integers(2, 7), st.sampled_from([0.7, LEAST, 0.95]))
@settings(max_examples=12, deadline=None)
def test_shares_of_the_work_find_what_is_found_in_one_go(count: int, least: float) -> None:
    shares: list[int] = []

    def hands(do: Callable[[Any], Any], given: Iterable[Any]) -> Iterator[Any]:
        for share in pickle.loads(pickle.dumps(list(given))):  # noqa: S301
            shares.append(len(share.texts))
            yield pickle.loads(pickle.dumps(do))(share)  # noqa: S301

    found = list(near_duplicates(TEXTS, least, spread=Spread(count, hands)))
    assert found == list(near_duplicates(TEXTS, least))
    assert len(shares) == count


@given(st.lists(st.text(alphabet="公开信息政府申请答复机关\ud800a", max_size=90)))
def test_sketches_are_kept_one_by_one(texts: list[str]) -> None:
    kept: Sketches = pickle.loads(pickle.dumps(Sketches.of(texts)))  # noqa: S301
    assert list(map(list, kept.each())) == list(map(sketch, texts))


def test_a_few_changed_characters_leave_most_numbers_as_they_are() -> None:
    text = "全年公开的信息都经过三级审核，没有一条因为内容不准确而被撤回，群众来信来电均已答复，满意率比上年有所提高。"
    changed = set(sketch(text.replace("三级", "两级")))
    assert 0.7 * len(sketch(text)) < len(changed & set(sketch(text))) < len(sketch(text))
