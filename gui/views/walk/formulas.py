"""The formulas of each stop, as the notes have them where they are right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from engine.optimizers import BETA_1, BETA_2, EPSILON, OPTIMIZERS, RHO
from engine.outputs import OUTPUTS, Task
from engine.walk import Part, Stop
from gui.views.walk.latex import Formula

if TYPE_CHECKING:
    from engine.config import TrainingConfig
    from engine.spec import NetworkSpec

FUNCTIONS = {
    "relu": r"\max(0, {z})",
    "leaky-relu": r"\max(0.01\,{z}, {z})",
    "tanh": r"\tanh({z})",
    "sigmoid": r"\frac{{1}}{{1 + e^{{-{z}}}}}",
    "linear": "{z}",
    "softmax": r"\frac{{e^{{{z}}}}}{{{{\sum}}_k e^{{{z_k}}}}}",
}
"""g(z), by the names of activations and outputs."""

SLOPES = {
    "relu": "({z} > 0)",
    "leaky-relu": r"({z} > 0) + 0.01\,({z} \le 0)",
    "tanh": "1 - {a} * {a}",
    "sigmoid": "{a} * (1 - {a})",
    "linear": "1",
}
"""g'(z), which follows from z or from a."""

LOSSES = {
    Task.BINARY: r"{{-}}\left({y} \log {a} + (1 - {y}) \log(1 - {a})\right)",
    Task.MULTICLASS: r"{{-}}{{\sum}}_k {y_k} \log {a_k}",
    Task.REGRESSION: r"\tfrac{{1}}{{2}} {{\sum}}_k ({a_k} - {y_k})^{{2}}",
}
"""The cost of one example."""

OUTPUT_SLOPES = {
    Task.BINARY: r"{{-}}\frac{{{y}}}{{{a}}} + \frac{{1 - {y}}}{{1 - {a}}}",
    Task.MULTICLASS: r"{{-}}\frac{{{y}}}{{{a}}}",
    Task.REGRESSION: "{a} - {y}",
}
"""Its slope in a."""


@dataclass(frozen=True)
class Rule:
    """What an optimizer does with the gradient g of a parameter p.

    Attributes
    ----------
    remembers : str
        A letter for each array that it remembers of p, in the optimizer's order.
    memory : tuple of str
        What becomes of these.
    step : tuple of str
        What becomes of p, then what is to be explained of that.
    numbers : tuple of (str, float)
        Those that nobody sets, with their names in plain text.
    counts : bool
        Whether it matters which update it is: t, from 1.
    """

    remembers: str
    memory: tuple[str, ...]
    step: tuple[str, ...]
    numbers: tuple[tuple[str, float], ...] = ()
    counts: bool = False


ADAM = Rule(
    "vs",
    (
        r"{v} \coloneqq \beta_1 {v} + (1 - \beta_1) \, {g}",
        r"{s} \coloneqq \beta_2 {s} + (1 - \beta_2) \, {g} * {g}",
    ),
    (
        r"{p} \coloneqq {p} - \alpha "
        r"\frac{{\hat{{v}}}}{{\sqrt{{\hat{{s}}}} + \varepsilon}}",
        r"\hat{{v}} = \frac{{{v}}}{{1 - \beta_1^t}}",
        r"\hat{{s}} = \frac{{{s}}}{{1 - \beta_2^t}}",
    ),
    (("β₁", BETA_1), ("β₂", BETA_2), ("ε", EPSILON)),
    counts=True,
)

RULES = {
    "gradient-descent": Rule("", (), (r"{p} \coloneqq {p} - \alpha \, {g}",)),
    "momentum": Rule(
        "v",
        (r"{v} \coloneqq \beta {v} + {g}",),
        (r"{p} \coloneqq {p} - \alpha {v}",),
    ),
    "nesterov": Rule(
        "v",
        (r"{v} \coloneqq \beta {v} + {g}",),
        (r"{p} \coloneqq {p} - \alpha ({g} + \beta {v})",),
    ),
    "rmsprop": Rule(
        "s",
        (r"{s} \coloneqq \rho {s} + (1 - \rho) \, {g} * {g}",),
        (r"{p} \coloneqq {p} - \alpha \frac{{{g}}}{{\sqrt{{{s}}} + \varepsilon}}",),
        (("\N{GREEK SMALL LETTER RHO}", RHO), ("ε", EPSILON)),
    ),
    "adam": ADAM,
    # But for the weight decay, see `_update`.
    "adamw": ADAM,
}
"""By the names of optimizers."""


@dataclass(frozen=True)
class Half:
    """What stands on one line: ``name`` is the notes' name of the half."""

    name: str
    formulas: tuple[Formula, ...]


class _Symbols:
    """Writes the names of arrays: of all examples, or of the i-th one."""

    def __init__(self, is_vectorized: bool) -> None:
        self.is_vectorized = is_vectorized

    def of(self, name: str, layer: int | str) -> str:
        """Return an array with a column for each example, as Z[2] or z[2](i)."""
        if self.is_vectorized:
            return f"{name}^{{[{layer}]}}"
        return f"{name[:-1]}{name[-1].lower()}^{{[{layer}](i)}}"

    def turned(self, name: str, layer: int | str) -> str:
        """Return it transposed."""
        if self.is_vectorized:
            return f"{name}^{{[{layer}]T}}"
        return f"{name[:-1]}{name[-1].lower()}^{{[{layer}](i)T}}"

    @property
    def target(self) -> str:
        """Return what the answers should be."""
        return "Y" if self.is_vectorized else "y^{(i)}"


def halves_of(
    stop: Stop, spec: NetworkSpec, config: TrainingConfig, is_vectorized: bool
) -> tuple[Half, ...]:
    """Return the formulas of a stop, half by half.

    Parameters
    ----------
    stop : Stop
        Where the walk stands.
    spec : NetworkSpec
        The network.
    config : TrainingConfig
        How it is updated.
    is_vectorized : bool
        Whether for all examples at once, or for one.
    """
    symbols = _Symbols(is_vectorized)
    if stop.part is Part.FORWARD:
        return _forward(stop.layer, spec, symbols)
    if stop.part is Part.COST:
        return (Half("COST", _cost(spec, symbols)),)
    if stop.part is Part.BACKWARD:
        return _backward(stop.layer, spec, symbols)
    return _update(config)


def _made(*latex: str) -> tuple[Formula, ...]:
    return tuple(map(Formula, latex))


def _forward(layer: int, spec: NetworkSpec, symbols: _Symbols) -> tuple[Half, ...]:
    Z, A = symbols.of("Z", layer), symbols.of("A", layer)
    before = symbols.of("A", layer - 1)
    name = (*spec.activations, spec.output)[layer - 1]
    linear = f"{Z} = W^{{[{layer}]}} {before} + b^{{[{layer}]}}"
    g = f"g^{{[{layer}]}}({Z})"
    known = FUNCTIONS.get(name)
    if known is not None:
        g = f"{g} = " + known.format(z=Z, z_k=_part(Z))
    return Half("LINEAR", _made(linear)), Half("ACTIVATION", _made(f"{A} = {g}"))


def _part(symbol: str) -> str:
    """Return the k-th number of an array."""
    return symbol.replace("^", "_k^", 1)


def _cost(spec: NetworkSpec, symbols: _Symbols) -> tuple[Formula, ...]:
    task = OUTPUTS[spec.output].task
    one = _Symbols(is_vectorized=False)
    a, y = one.of("A", spec.L), one.target
    loss = LOSSES[task].format(a=a, y=y, a_k=_part(a), y_k=_part(y))
    mean = r"J = \tfrac{1}{m} {\sum}_i \mathcal{L}^{(i)}"
    if not symbols.is_vectorized:
        return _made(r"\mathcal{L}^{(i)} = " + loss, mean)
    A = symbols.of("A", spec.L)
    inner = {
        Task.BINARY: rf"Y * \log {A} + (1 - Y) * \log(1 - {A})",
        Task.MULTICLASS: rf"Y * \log {A}",
        Task.REGRESSION: rf"({A} - Y)^{{2}}",
    }[task]
    sign = r"\tfrac{1}{2m}" if task is Task.REGRESSION else r"{-}\tfrac{1}{m}"
    return _made(rf"J = {sign} \mathrm{{sum}}\left({inner}\right)")


def _backward(layer: int, spec: NetworkSpec, symbols: _Symbols) -> tuple[Half, ...]:
    return (
        Half("ACTIVATION", _through_activation(layer, spec, symbols)),
        Half("LINEAR", _through_linear(layer, symbols)),
    )


def _through_activation(
    layer: int, spec: NetworkSpec, symbols: _Symbols
) -> tuple[Formula, ...]:
    Z, A = symbols.of("Z", layer), symbols.of("A", layer)
    dZ, dA = symbols.of("dZ", layer), symbols.of("dA", layer)
    slope = rf"g^{{\prime [{layer}]}}({Z})"
    if layer == spec.L:
        task, y = OUTPUTS[spec.output].task, symbols.target
        first = OUTPUT_SLOPES[task].format(a=A, y=y)
        return _made(f"{dA} = {first}", f"{dZ} = {A} - {y}")
    known = SLOPES.get(spec.activations[layer - 1])
    chain = f"{dZ} = {dA} * {slope}"
    if known is None:
        return _made(chain)
    return _made(chain, f"{slope} = " + known.format(z=Z, a=A))


def _through_linear(layer: int, symbols: _Symbols) -> tuple[Formula, ...]:
    dZ, before = symbols.of("dZ", layer), symbols.turned("A", layer - 1)
    dA = symbols.of("dA", layer - 1)
    back = f"{dA} = W^{{[{layer}]T}} {dZ}"
    if not symbols.is_vectorized:
        dW, db = symbols.of("dW", layer), symbols.of("db", layer)
        return _made(f"{dW} = {dZ} {before}", f"{db} = {dZ}", back)
    return _made(
        rf"dW^{{[{layer}]}} = \tfrac{{1}}{{m}} {dZ} {before}",
        rf"db^{{[{layer}]}} = \tfrac{{1}}{{m}} {{\sum}}_i dZ^{{[{layer}](i)}}",
        back,
    )


def _update(config: TrainingConfig) -> tuple[Half, ...]:
    rule, decouples = RULES[config.optimizer], OPTIMIZERS[config.optimizer].decouples
    decays = config.weight_decay > 0
    gradient = "dW^{[l]}"
    if decays and not decouples:
        gradient = rf"({gradient} + \lambda W^{{[l]}})"
    write = partial(str.format, p="W^{[l]}", g=gradient, **_remembered(rule, "W"))
    step, *more = map(write, rule.step)
    if decays and decouples:
        step += r" - \alpha \lambda W^{[l]}"
    if rule.remembers:
        memory = Half("MEMORY", _made(*map(write, rule.memory)))
        return memory, Half("UPDATE", _made(step, *more))
    biases = rule.step[0].format(p="b^{[l]}", g="db^{[l]}")
    return (Half("UPDATE", _made(step, biases)),)


def _remembered(rule: Rule, array: str) -> dict[str, str]:
    """Return how what is remembered of W or b is written, by its letter."""
    return {letter: f"{letter}_{array}^{{[l]}}" for letter in rule.remembers}
