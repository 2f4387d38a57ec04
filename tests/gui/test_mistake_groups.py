from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.evaluation import Mistake
from gui.views.gallery.groups import MOST_GROUPS, Confusion, kept_groups, sorted_groups
from gui.views.gallery.tile_layout import (
    GAP,
    SCROLL_BAR,
    SIDES,
    Place,
    arrange,
    has_outgrown,
)


@st.composite
def mistakes(draw: st.DrawFn, classes: int = 2) -> tuple[Mistake, ...]:
    """Draw what a network of so many classes gets wrong of 30 pictures."""
    found = []
    for index in sorted(draw(st.sets(st.integers(0, 29)))):
        said, label = draw(
            st.tuples(*[st.integers(0, classes - 1)] * 2).filter(lambda p: p[0] != p[1])
        )
        found.append(Mistake(index, said, label, draw(st.floats(0, 1))))
    return tuple(found)


@given(mistakes())
def test_two_classes_have_false_alarms_then_misses_worst_first(wrong):
    alarms, misses = sorted_groups(wrong, 2)
    assert (alarms.confusion, misses.confusion) == (Confusion(1, 0), Confusion(0, 1))
    p = [mistake.probability for mistake in alarms.mistakes]
    assert p == sorted(p, reverse=True)
    p = [mistake.probability for mistake in misses.mistakes]
    assert p == sorted(p)


@given(mistakes(6))
def test_every_mistake_is_in_one_group_the_largest_first(wrong):
    groups = sorted_groups(wrong, 6)
    shown = [mistake for group in groups for mistake in group.mistakes]
    assert sorted(shown, key=lambda mistake: mistake.index) == list(wrong)
    assert len(groups) <= MOST_GROUPS
    sizes = [len(group.mistakes) for group in groups if group.confusion is not None]
    assert sizes == sorted(sizes, reverse=True)


@given(st.integers(2, 6).flatmap(lambda n: st.lists(mistakes(n), min_size=2)))
def test_while_training_what_stays_wrong_keeps_its_place(moments):
    groups = sorted_groups(moments[0], 6)
    for wrong in moments[1:]:
        before, groups = groups, kept_groups(wrong, groups)
        order = [group.confusion for group in groups]
        assert order[: len(before)] == [group.confusion for group in before]
        assert len(groups) <= MOST_GROUPS
        shown = [mistake for group in groups for mistake in group.mistakes]
        assert sorted(shown, key=lambda mistake: mistake.index) == list(wrong)
        for old, new in zip(before, groups, strict=False):
            was = [mistake.index for mistake in old.mistakes]
            now = [mistake.index for mistake in new.mistakes]
            kept = [index for index in was if index in now]
            assert now[: len(kept)] == kept


def test_a_thousand_ways_of_being_wrong_share_a_last_group():
    wrong = [Mistake(i, i + 1, 0, 0.5) for i in range(40)]
    groups = sorted_groups(wrong, 1000)
    assert len(groups) == MOST_GROUPS
    assert groups[-1].confusion is None
    assert sum(len(group.mistakes) for group in groups) == 40


@given(
    st.lists(st.integers(0, 500), min_size=1, max_size=MOST_GROUPS),
    st.integers(100, 1500),
    st.integers(60, 600),
)
def test_an_arrangement_that_could_fit_does(counts, width, height):
    place = Place(width, height, 14)
    titles = [80] * len(counts)
    found = arrange(counts, titles, place)
    assert len(found.widths) == len(counts)
    assert found.side in SIDES
    smaller = arrange(counts, titles, place, largest=SIDES[-1])
    assert smaller.side == SIDES[-1]
    if sum(smaller.widths) <= 0.7 * width:
        assert sum(found.widths) <= width


def test_tiles_become_small_before_one_is_out_of_sight():
    found = arrange([5, 3], [100, 100], Place(397, 70, 12))
    assert sum(found.widths) <= 397
    for count, width in zip([5, 3], found.widths, strict=True):
        assert width >= count * (found.side + GAP) + SCROLL_BAR


def test_two_groups_that_do_not_fit_share_the_width():
    found = arrange([400, 300], [100, 100], Place(500, 130, 14))
    assert sum(found.widths) <= 500
    assert min(found.widths) >= 125


@pytest.mark.parametrize("largest", [SIDES[0], 40])
def test_pictures_are_as_wide_as_the_texts_below_them(largest):
    place = Place(500, 130, 24, least=41)
    assert arrange([400, 300], [100, 100], place, largest).side == 44


def test_a_group_outgrows_its_place_only_by_much():
    assert not has_outgrown([7, 3], [6, 2])
    assert has_outgrown([7, 12], [7, 3])
    assert has_outgrown([1], [1, 1])
