"""The benchmark of the views: every one of them is measured; nothing is judged."""

from __future__ import annotations

import pytest

from benchmarks.views import Cost, costs, table
from gui.panels import VIEWS

pytestmark = pytest.mark.usefixtures("qapp")


def test_every_view_is_measured():
    found = costs([], rounds=3)
    assert [cost.name for cost in found] == [spec.name for spec in VIEWS]
    for cost in found:
        assert cost.needs >= 0
        assert 0 < cost.draws <= cost.worst
        assert cost.iteration > 0


def test_one_view_can_be_measured_alone():
    found = costs(["boundaryPanel"], rounds=2)
    assert [(cost.name, cost.data) for cost in found] == [("boundaryPanel", "spirals")]


def test_costs_are_told_as_multiples_of_an_iteration():
    lines = table([Cost("insidePanel", "drawn-cats", 1.0, 3.0, 5.0, 0.1)])
    assert "insidePanel        1.00 ms   3.00 ms   5.00 ms        40.0" in lines[1]
    assert lines[2] == "one iteration on drawn-cats: 0.100 ms"
