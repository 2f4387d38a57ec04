"""The doctor on small runs that really have what it finds, and on healthy ones."""

from __future__ import annotations

import dataclasses
from functools import cache, partial

import numpy as np
import pytest

from engine.datasets import DATASETS
from engine.doctor import (
    DIAGNOSES,
    JUDGED_FROM,
    Diagnosis,
    Finding,
    Severity,
    Shows,
    examine,
    looked_at,
)
from engine.doctor.finding import Evidence, Mend, says
from engine.health import HealthOf
from engine.history import History
from engine.network_state import FixedNetwork, ModelState
from engine.parameters import Parameters
from engine.steps import Steps
from tests.engine.patients import (
    BLOBS,
    MOONS,
    Patient,
    line,
    noise,
    noisy_line,
    times,
    without_test,
)


def infinite(parameters):
    """Return weights that a file may hold: one unit's are infinite."""
    W = parameters.weights[0].copy()
    W[0] = -np.inf
    return Parameters((W, *parameters.weights[1:]), parameters.biases)


FAULTS = {
    "diverging": partial(Patient, line(), (), 2.1, 60),
    "plateau": partial(
        Patient, MOONS, (4, 4, 4), 0.1, 400, initialization="small-normal", seed=2
    ),
    "small rate": partial(Patient, MOONS, (6,), 1e-6, 200, "tanh"),
    "overfitting": partial(Patient, noise(), (20,), 0.3, 400),
    "dead units": partial(Patient, MOONS, (6,), 20.0, 60),
    "symmetric": partial(Patient, MOONS, (4, 3), 0.1, 150, "tanh", times(0.0)),
    "saturated": partial(Patient, MOONS, (6,), 0.01, 60, "tanh", times(100.0)),
    "constant": partial(Patient, MOONS, (6,), 20.0, 50, seed=3),
    "vanishing": partial(Patient, MOONS, (5,) * 8, 0.1, 100, "sigmoid"),
    "exploding": partial(Patient, MOONS, (8,) * 6, 1e-6, 40, change=times(6.0)),
}
"""What is wrong, and a run that has it."""

HEALTHY = {
    "tanh": partial(Patient, MOONS, (6,), 0.5, 600, "tanh"),
    "relu": partial(Patient, MOONS, (8,), 0.1, 600, initialization="he"),
    "leaky relu": partial(Patient, MOONS, (8,), 0.1, 600, "leaky-relu"),
    "sigmoid": partial(Patient, MOONS, (6,), 2.0, 800, "sigmoid"),
    "several classes": partial(Patient, BLOBS, (6,), 0.5, 300, "tanh"),
    "no hidden layer": partial(Patient, MOONS, (), 0.5, 300),
    "batches": partial(Patient, MOONS, (6,), 0.3, 800, "tanh", batch_size=16),
    "momentum": partial(Patient, MOONS, (6,), 0.05, 600, "tanh", optimizer="momentum"),
    "adam": partial(Patient, MOONS, (6,), 0.01, 600, "tanh", optimizer="adam"),
    "float32": partial(Patient, MOONS, (6,), 0.5, 600, "tanh", precision="float32"),
    "regression": partial(Patient, line(), (), 0.1, 300),
    "deep regression": partial(Patient, line(), (6,), 0.05, 400, "tanh"),
    "no test set": partial(Patient, without_test(MOONS), (6,), 0.5, 600, "tanh"),
}
"""Runs in which nothing is wrong."""


@cache
def trained(name):
    return {**FAULTS, **HEALTHY}[name]().train()


def kinds(case):
    return [finding.kind for finding in examine(case)]


def only(case, kind):
    """Return the first finding of a kind."""
    return next(finding for finding in examine(case) if finding.kind == kind)


def test_there_is_a_patient_for_every_diagnosis():
    # Weights that aren't finite never come of training: the trainer takes them back.
    assert {*FAULTS, "not finite"} == set(DIAGNOSES.names)


@pytest.mark.parametrize("kind", FAULTS)
def test_finds_what_is_wrong(kind):
    assert kind in kinds(trained(kind).case())


@pytest.mark.parametrize("name", HEALTHY)
def test_finds_nothing_wrong_with_a_healthy_run(name):
    case = trained(name).case()
    assert case.has_learned
    assert kinds(case) == []
    assert "diverging" in {one.name for one in looked_at(case)}


@pytest.mark.parametrize("name", HEALTHY)
def test_finds_nothing_wrong_on_a_healthy_runs_way(name):
    """Slow beginnings and passing the base rate are no faults."""
    patient = HEALTHY[name]()
    for iteration in (JUDGED_FROM, 50, 100, 150, 200, 250):
        found = kinds(patient.train(iteration).case())
        # Units may be dead for a while; that is true then.
        assert set(found) <= {"dead units"}, iteration


@pytest.mark.parametrize("name", [*FAULTS, *HEALTHY])
def test_sentences_are_whole_and_mends_are_settings(name):
    case = trained(name).case()
    for finding in examine(case):
        for text in (finding.what, finding.why, finding.advice):
            assert str(text).endswith(".")
            assert "{" not in str(text)
        if finding.mend is not None and finding.mend.name != "activation":
            value = {finding.mend.name: finding.mend.value}
            dataclasses.replace(case.config, **value)
        assert finding.evidence.layer <= case.spec.L


@pytest.mark.parametrize("name", [*FAULTS, *HEALTHY])
def test_a_run_that_has_just_begun_is_not_judged(name):
    patient = {**FAULTS, **HEALTHY}[name]()
    for iteration in (0, 1, JUDGED_FROM - 1):
        case = patient.train(iteration).case() if iteration else patient.case()
        assert kinds(case) == []


@pytest.mark.parametrize("name", [*FAULTS, *HEALTHY])
def test_looks_at_what_was_known_at_the_moment(name):
    """What came later must not change what is said of a past moment."""
    patient = {**FAULTS, **HEALTHY}[name]()
    then = patient.train(JUDGED_FROM + 5).case()
    before = examine(then)
    patient.train()
    again = patient.case(iteration=then.iteration, health=then.health)
    assert examine(again) == before


@pytest.mark.parametrize("name", [*FAULTS, *HEALTHY])
def test_says_nothing_that_it_does_not_know(name):
    """An old file may know no costs; a model may come without its data."""
    patient = trained(name)
    unknown = History()
    states = patient.trainer.iteration + 1
    unknown.extend(Steps(0, *np.full((2, states), np.nan)))
    case = patient.case(history=unknown, health=None)
    assert kinds(case) == []
    assert looked_at(case) == ()
    alone = patient.case(dataset=None, health=None)
    assert {one.name for one in looked_at(alone)} <= {"diverging", "small rate"}


def test_the_gravest_comes_first():
    for name in FAULTS:
        severities = [one.severity for one in examine(trained(name).case())]
        assert severities == sorted(severities, reverse=True)


def test_what_only_follows_is_not_said():
    """Dead ReLUs are no news where all weights are zero; neither is one answer."""
    patient = Patient(MOONS, (4,), 0.1, 150, change=times(0.0)).train()
    health = patient.health()
    assert (health.layers[0].active == 0).all()
    assert health.spread < 1e-6
    assert kinds(patient.case()) == ["plateau", "symmetric"]


# One by one


def test_divergence():
    patient = Patient(line(), (6, 6), 50.0, 400).train()
    assert patient.has_diverged
    finding = only(patient.case(), "diverging")
    assert finding.severity is Severity.GRAVE
    assert finding.evidence.shows is Shows.LEARNING_RATE
    assert finding.mend == Mend("learning_rate", 5.0)
    assert "kept" in str(finding.why)


def test_a_climbing_cost_is_told_before_it_is_infinite():
    case = trained("diverging").case()
    assert np.isfinite(case.costs).all()
    assert str(only(case, "diverging").what) == "The cost is climbing."


def test_weights_that_are_not_finite():
    patient = Patient(MOONS, (4,), 0.1, 30)
    broken = infinite(patient.trainer.parameters())
    network = FixedNetwork(patient.spec, broken)
    state = ModelState(patient.spec, network, patient.trainer.initial, 0)
    for data in (MOONS, None):
        health = HealthOf().answer(state, data)
        case = patient.case(health=health, dataset=data)
        assert only(case, "not finite").severity is Severity.GRAVE


def test_a_plateau_tells_the_share_and_the_cost_of_it():
    patient = trained("plateau")
    finding = only(patient.case(), "plateau")
    assert "400 iterations" in str(finding.why)
    assert "0.6931" in str(finding.why)
    assert finding.mend == Mend("initialization", "he")


def test_a_plateau_takes_a_hundred_iterations():
    patient = FAULTS["plateau"]()
    assert "plateau" not in kinds(patient.train(99).case())
    assert "plateau" in kinds(patient.train(100).case())


DRAWN = DATASETS["drawn-cats"].load()


@pytest.mark.parametrize(
    ("data", "seed", "words"),
    [
        (MOONS, 6, "Its cost is stuck at that of a guess."),
        (BLOBS, 1, "It has learned only how common each class is."),
        (BLOBS, 4, "Its cost is stuck at that of a guess."),
        (DRAWN, 1, "It has learned only that 34 % are “cat”."),
    ],
)
def test_a_plateau_is_no_knowledge_unless_answers_are_right(data, seed, words):
    """Answers that hardly differ may yet be right more often than one for all."""
    patient = Patient(
        data, (4, 4, 4), 0.1, 300, initialization="small-normal", seed=seed
    ).train()
    case = patient.case()
    assert str(only(case, "plateau").what) == words
    most = case.base.majority_accuracy
    knows = case.train.accuracy > most + 0.05 * (1 - most)
    assert knows is ("guess" in words)


def test_a_plateau_in_batches():
    """A batch has shares of its own; whole passes through the data haven't."""
    patient = Patient(
        noise(), (4, 4, 4), 0.1, 400, initialization="small-normal", batch_size=10
    ).train()
    entropy = patient.case().ignorance
    assert abs(patient.history.costs[-100:] - entropy).max() > 0.05 * entropy
    assert "plateau" in kinds(patient.case())


def test_a_cost_that_falls_through_the_base_rate_is_no_plateau():
    case = trained("tanh").case()
    entropy = case.base.base_rate_cost
    for fall, stuck in ((0.0, True), (0.005, False)):
        history = History()
        costs = entropy * np.linspace(1 + fall / 2, 1 - fall / 2, 101)
        history.extend(Steps(0, costs, np.full(101, 0.5)))
        passing = dataclasses.replace(case, history=history, iteration=100, health=None)
        assert ("plateau" in kinds(passing)) is stuck


def test_dead_units_are_counted_and_named():
    patient = trained("dead units")
    finding = only(patient.case(), "dead units")
    assert str(finding.what) == "All units of layer 1 are dead."
    assert finding.severity is Severity.GRAVE
    assert finding.evidence == Evidence(Shows.UNIT, 1, 0)
    assert finding.mend == Mend("learning_rate", 2.0)


@pytest.mark.parametrize(
    ("dead", "severity", "what"),
    [
        (1, Severity.SLIGHT, "1 of 8 units of layer 1 is dead."),
        (2, Severity.SERIOUS, "2 of 8 units of layer 1 are dead."),
        (8, Severity.GRAVE, "All units of layer 1 are dead."),
    ],
)
def test_how_grave_dead_units_are(dead, severity, what):
    """Units whose biases are far below zero never get out of there."""

    def kill(parameters):
        b = parameters.biases[0].copy()
        b[-dead:] = -100
        return Parameters(parameters.weights, (b, *parameters.biases[1:]))

    patient = Patient(MOONS, (8,), 0.05, 60, change=kill, initialization="he").train()
    finding = only(patient.case(), "dead units")
    assert finding.severity is severity
    assert str(finding.what) == what
    assert finding.evidence.unit == 8 - dead
    assert finding.mend == Mend("activation", "leaky-relu")


def test_units_that_cannot_die_are_not_dead():
    leaky = Patient(MOONS, (8,), 20.0, 60, "leaky-relu", change=times(0.2)).train()
    assert "dead units" not in {one.name for one in looked_at(leaky.case())}


def test_gradients_that_vanish_name_the_layer_that_they_do_not_reach():
    case = trained("vanishing").case()
    finding = only(case, "vanishing")
    relative = [layer.relative_gradient for layer in case.health.layers]
    layer = finding.evidence.layer
    assert layer == 1
    assert relative[layer - 1] * 100 < max(relative[layer:])
    assert finding.evidence.shows is Shows.GRADIENTS
    assert finding.mend == Mend("activation", "relu")


def test_gradients_that_explode():
    case = trained("exploding").case()
    finding = only(case, "exploding")
    layer = case.health.layers[finding.evidence.layer - 1]
    assert layer.relative_gradient > 100
    assert finding.mend.name == "learning_rate"


def test_adam_makes_up_for_gradients_of_any_size():
    patient = Patient(MOONS, (5,) * 8, 1e-4, 60, "sigmoid", optimizer="adam").train()
    assert not {"vanishing", "exploding"} & {
        one.name for one in looked_at(patient.case())
    }


def test_units_that_began_alike_are_counted():
    def alike(parameters):
        W = parameters.weights[0].copy()
        W[:3] = W[0]
        U = parameters.weights[1].copy()
        U[:, :3] = U[:, :1]
        return Parameters((W, U), parameters.biases)

    patient = Patient(MOONS, (6,), 0.5, 400, "tanh", change=alike).train()
    finding = only(patient.case(), "symmetric")
    assert str(finding.what) == "3 of 6 units of layer 1 are no different."
    assert finding.severity is Severity.SERIOUS
    assert finding.mend == Mend("initialization", "scaled")


def test_zero_weights_make_all_units_alike():
    found = examine(trained("symmetric").case())
    layers = {one.evidence.layer for one in found if one.kind == "symmetric"}
    assert layers == {1, 2}
    assert {one.severity for one in found} == {Severity.GRAVE}


def test_saturated_units():
    case = trained("saturated").case()
    finding = only(case, "saturated")
    flat = case.health.layers[0].saturated >= 0.95
    assert str(finding.what).startswith(f"{np.count_nonzero(flat)} of 6")
    assert np.flatnonzero(flat)[0] == finding.evidence.unit


def test_a_trained_network_may_use_saturated_units_as_switches():
    patient = Patient(MOONS, (6,), 0.5, 600, "tanh", change=times(12.0)).train()
    health = patient.health()
    assert (health.layers[0].saturated > 0.5).sum() >= 2
    assert patient.case().has_learned
    assert "saturated" not in kinds(patient.case())


def test_overfitting_tells_when_it_began():
    patient = trained("overfitting")
    finding = only(patient.case(), "overfitting")
    log = patient.history
    late = log.test_iterations >= JUDGED_FROM
    best = log.test_iterations[late][np.argmin(log.test_costs[late])]
    assert finding.evidence == Evidence(Shows.MISTAKES, iteration=int(best))
    assert finding.severity is Severity.SERIOUS
    assert finding.mend == Mend("weight_decay", 0.1)


def test_overfitting_with_weight_decay_offers_to_keep_the_best():
    patient = Patient(noise(), (20,), 0.3, 400, weight_decay=1e-4).train()
    assert only(patient.case(), "overfitting").mend == Mend("keep_best", True)
    kept = dataclasses.replace(patient.config, keep_best=True)
    assert only(patient.case(config=kept), "overfitting").mend is None


def test_a_regression_overfits_by_its_costs():
    patient = Patient(noisy_line(), (20,), 0.05, 600, "tanh").train()
    finding = only(patient.case(), "overfitting")
    assert "%" not in str(finding.what)


def test_a_difference_that_luck_explains_is_no_overfitting():
    """Of few test examples, one more mistake is a large share."""
    patient = trained("tanh")
    log = History()
    states = patient.trainer.iteration + 1
    log.extend(Steps(0, np.full(states, 0.01), np.ones(states)))
    case = patient.case(history=log)
    for share, overfits in ((0.95, False), (0.6, True)):
        test = dataclasses.replace(patient.trainer.test_metrics(), accuracy=share)
        log.add_test(states - 2 + overfits, test)
        fresh = dataclasses.replace(case)
        assert ("overfitting" in kinds(fresh)) is overfits


def test_steps_that_are_too_small():
    finding = only(trained("small rate").case(), "small rate")
    assert finding.mend == Mend("learning_rate", 1e-5)
    assert finding.evidence.shows is Shows.LEARNING_RATE


def test_the_learning_rate_is_that_of_the_moment():
    patient = trained("small rate")
    log = patient.history
    changed = History()
    changed.extend(Steps(0, log.costs, log.train_accuracy))
    changed.add_rate(120, 3e-6)
    mend = only(patient.case(history=changed), "small rate").mend
    assert mend == Mend("learning_rate", 3e-5)
    early = patient.case(history=changed, iteration=110)
    assert only(early, "small rate").mend == Mend("learning_rate", 1e-5)


def test_one_class_only_is_no_plateau():
    """Always saying the same is right where all examples are the same."""
    split = dataclasses.replace(MOONS.train, labels=np.zeros_like(MOONS.train.labels))
    data = dataclasses.replace(MOONS, train=split, test=None)
    patient = Patient(data, (4,), 0.5, 200, "tanh").train()
    assert kinds(patient.case()) == []


@pytest.mark.parametrize("data", [MOONS, line()], ids=["classes", "values"])
def test_a_layer_of_one_unit(data):
    assert "symmetric" not in kinds(Patient(data, (1,), 0.1, 60, "tanh").train().case())


def test_a_further_diagnosis_is_one_definition(monkeypatch):
    def long(case):
        yield Finding(
            "long",
            Severity.SLIGHT,
            says("It takes {count:,} iterations.", count=case.iteration),
            says("They are counted."),
            says("Make fewer."),
            Evidence(Shows.COST),
        )

    entries = dict(DIAGNOSES._entries)
    monkeypatch.setattr(DIAGNOSES, "_entries", entries)
    DIAGNOSES.add(Diagnosis("long", "its length", lambda case: True, long))
    (finding,) = examine(trained("tanh").case())
    assert str(finding.what) == "It takes 600 iterations."


def test_a_network_without_hidden_layers_cannot_have_fewer_units():
    for changes in ({}, {"weight_decay": 1e-4}):
        patient = Patient(noise(), (20,), 0.3, 400, **changes).train()
        assert "fewer units" in str(only(patient.case(), "overfitting").advice)
        bare = dataclasses.replace(
            patient.spec,
            layer_dims=(patient.spec.layer_dims[0], 1),
            activations=(),
            dropout=(),
            initializations=(),
        )
        case = dataclasses.replace(patient.case(), spec=bare, health=None)
        advice = str(only(case, "overfitting").advice)
        assert "units" not in advice
        assert "more data" in advice
