"""The probe tells what goes on with a text that breaks off."""

import hashlib
from itertools import product

import numpy as np
import pytest

from qa.models.continuation import FOLDER, LENGTH, Continuation, packaged_continuation

CUT_IN_TWO = [
    ("县里去年投入三千万元改造老旧小区,惠及居", "民两千多户。今年还将新建停车场五处。"),
    ("这座大桥全长一千二百米,由省建工集", "团承建,预计明年十月通车。"),
    ("“我们的茶叶卖到了国外,”合作社理事长说,去年的销", "售额第一次超过一个亿。"),
    ("为了让孩子们在家门口上好学,教育局把城里的名师请到", "乡下,每周讲两天课。"),
]


@pytest.fixture(scope="module")
def probe() -> Continuation:
    return packaged_continuation()


def test_what_goes_on_with_a_text_is_told_from_what_goes_on_with_others(
    probe: Continuation,
) -> None:
    lefts, rights = zip(*CUT_IN_TWO, strict=True)
    odds = probe.logits(list(product(lefts, rights))).reshape(len(lefts), len(rights))
    own = odds.diagonal()
    assert (own > odds.mean(axis=1)).all()
    assert sum(odds.argmax(axis=1) == range(len(lefts))) >= len(lefts) - 1


def test_a_headline_does_not_go_on_with_the_first_sentence_below_it(probe: Continuation) -> None:
    goes_on = probe.logits([("让老旧小区焕发新", "活力,靠的是居民自己。")])[0]
    headline = probe.logits([("让老旧小区焕发新活力", "去年以来,我市投入三千万元改造小区。")])[0]
    assert goes_on > headline


def test_only_the_characters_next_to_the_seam_are_read(probe: Continuation) -> None:
    left, right = (text * 2 for text in CUT_IN_TWO[0])
    near = probe.logits([(left[-LENGTH:], right[:LENGTH])])
    assert np.array_equal(near, probe.logits([("甲。" * 50 + left, right + "乙。" * 50)]))


def test_a_lone_surrogate_is_read_too(probe: Continuation) -> None:
    assert np.isfinite(probe.logits([("投入\ud800", "\udfff三千万元")])).all()


def test_nothing_is_read_of_nothing(probe: Continuation) -> None:
    assert probe.logits([]).shape == (0,)


def test_the_weights_are_those_that_were_published() -> None:
    expected, name = (FOLDER / "SHA256SUMS").read_text(encoding="utf-8").split()
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == expected
