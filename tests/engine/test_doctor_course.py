"""What the doctor says of the course's runs, on its own data: what is true, no more."""

from __future__ import annotations

import numpy as np
import pytest

from engine.dataset_file import open_dataset
from engine.doctor import Severity, examine
from engine.doctor.finding import Evidence, Mend, Shows
from engine.evaluation import split_baseline
from tests.engine.patients import Patient

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def cats(course_data):
    return open_dataset(course_data)


@pytest.fixture(scope="module")
def deep(cats):
    return Patient(cats, (20, 7, 5), 0.0075, 2500).train()


@pytest.fixture(scope="module")
def shallow(cats):
    settings = {"initialization": "small-normal"}
    return Patient(cats, (7,), 0.0075, 2500, **settings).train()


def said(patient):
    return [str(finding.what) for finding in examine(patient.case())]


def test_the_l_layer_network_overfits_and_has_two_dead_units(deep):
    assert said(deep) == [
        "It overfits: 98.6 % on the training set, 80 % on the test set.",
        "2 of 7 units of layer 2 are dead.",
    ]
    overfits, dead = examine(deep.case())
    assert overfits.severity is dead.severity is Severity.SERIOUS
    A = deep.trainer.state().train_pass.A[1]
    asleep = np.flatnonzero(A.max(axis=1) <= 0)
    assert dead.evidence == Evidence(Shows.UNIT, 2, int(asleep[0]))
    assert "Units 1, 7:" in str(dead.why)
    log = deep.history
    best = int(log.test_iterations[20:][np.argmin(log.test_costs[20:])])
    assert overfits.evidence.iteration == best == 740


def test_the_two_layer_network_overfits(shallow):
    assert said(shallow) == [
        "It overfits: 100 % on the training set, 72 % on the test set."
    ]


def test_what_is_offered_against_overfitting_helps(deep, cats):
    (overfits, _) = examine(deep.case())
    assert overfits.mend == Mend("weight_decay", 0.1)
    mended = Patient(cats, (20, 7, 5), 0.0075, 2500, weight_decay=0.1).train()
    before, after = (run.trainer.test_metrics() for run in (deep, mended))
    assert after.cost < 0.7 * before.cost
    assert after.accuracy >= before.accuracy


def test_a_learning_rate_of_1_kills_units_within_200_iterations(cats):
    settings = {"initialization": "small-normal"}
    patient = Patient(cats, (7,), 1.0, 200, **settings)
    assert said(patient.train(20)) == ["5 of 7 units of layer 1 are dead."]
    assert said(patient.train(200)) == [
        "It has learned only that 34 % are “cat”.",
        "All units of layer 1 are dead.",
    ]
    plateau, dead = examine(patient.case())
    base = split_baseline(cats, cats.train)
    assert base.base_rate_cost == pytest.approx(0.6440, abs=5e-5)
    assert "0.6440" in str(plateau.why)
    assert patient.trainer.accuracy == base.majority_accuracy
    assert plateau.mend == dead.mend == Mend("learning_rate", 0.1)


@pytest.mark.parametrize("which", ["deep", "shallow"])
def test_their_way_there_has_no_false_alarm(which, cats):
    """Both pass the base rate, and the two-layer network begins with tiny weights."""
    settings = {"initialization": "small-normal"} if which == "shallow" else {}
    hidden = (7,) if which == "shallow" else (20, 7, 5)
    patient = Patient(cats, hidden, 0.0075, 2500, **settings)
    for iteration in range(20, 800, 20):
        found = {one.kind for one in examine(patient.train(iteration).case())}
        # Which units are dead changes on the way; that is true each time.
        assert found <= {"dead units"} or patient.trainer.accuracy > 0.9, iteration


def test_small_first_weights_stall_a_deep_network(cats):
    settings = {"initialization": "small-normal"}
    patient = Patient(cats, (20, 7, 5), 0.0075, 2500, **settings)
    for iteration in (100, 1000, 2500):
        found = {one.kind: one for one in examine(patient.train(iteration).case())}
        assert found["vanishing"].evidence.layer == 1
        assert found["vanishing"].mend == Mend("initialization", "he")
    assert found["plateau"].mend == Mend("initialization", "he")
    mended = Patient(cats, (20, 7, 5), 0.0075, 2500, initialization="he").train()
    assert mended.trainer.accuracy > 0.9


@pytest.mark.parametrize("rate", [1e-5, 1e-4])
def test_steps_that_are_too_small(rate, cats):
    patient = Patient(cats, (20, 7, 5), rate, 2500).train(700)
    assert "The learning rate is too small." in said(patient)
