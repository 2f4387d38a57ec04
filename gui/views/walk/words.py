"""What the walk says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine.optimizers import OPTIMIZERS
from engine.outputs import OUTPUTS, Task
from engine.walk import Part
from gui.views.walk.formulas import RULES
from gui.views.walk.sheet_painter import number_text
from gui.words import engine_text

if TYPE_CHECKING:
    from engine.arithmetic import ArithmeticOf
    from engine.walk import Iteration, Stop


class WalkWords(QObject):
    """Says where the walk stands, and what is to be noted there."""

    def keys(self) -> str:
        """Say how to walk by keyboard."""
        return self.tr(
            "Right and Left: next stop and the one before; Home and End: first and "
            "last. Up and Down in the numbers: another unit. Space trains, as always."
        )

    def linear(self, layer: int) -> str:
        """Name the half of a layer that computes Z, as the notes do."""
        return self.tr("LINEAR {layer}").format(layer=layer)

    def block(self, part: Part) -> str:
        """Name a block of no layer."""
        if part is Part.COST:
            return self.tr("COST")
        return self.tr("UPDATE")

    def half(self, name: str) -> str:
        """Name a half in front of its formulas."""
        return {
            "LINEAR": self.tr("LINEAR"),
            "ACTIVATION": self.tr("ACTIVATION"),
            "COST": self.tr("COST"),
            "MEMORY": self.tr("MEMORY"),
            "UPDATE": self.tr("UPDATE"),
        }[name]

    def stop(self, stop: Stop, L: int) -> str:
        """Name a stop."""
        text = {
            Part.FORWARD: self.tr("Forward, layer {layer} of {L}"),
            Part.COST: self.tr("The cost"),
            Part.BACKWARD: self.tr("Back, layer {layer} of {L}"),
            Part.UPDATE: self.tr("The update"),
        }[stop.part]
        return text.format(layer=stop.layer, L=L)

    def place(self, stops: tuple[Stop, ...], index: int) -> str:
        """Say where the walk stands."""
        text = self.tr("Step by step, stop {number} of {count}: {stop}")
        name = self.stop(stops[index], len(stops) // 2 - 1)
        return text.format(number=index + 1, count=len(stops), stop=name)

    def moment(self, walk: Iteration, subject: str) -> str:
        """Say which iteration it is, and of what."""
        text = self.tr("iteration {before:,} → {after:,} · {subject}")
        after = walk.iteration + 1
        return text.format(before=walk.iteration, after=after, subject=subject)

    def before_edit(self, moment: str) -> str:
        """Say that the design was changed since."""
        text = self.tr("{moment} · before the design was changed")
        return text.format(moment=moment)

    def batch(self, walk: Iteration) -> str:
        """Say what the batch is."""
        if walk.m < walk.of:
            text = self.tr("the first {m:,} of {of:,} examples")
        else:
            text = self.tr("batch of {m:,} examples")
        return text.format(m=walk.m, of=walk.of)

    def example(self, number: int) -> str:
        """Name a training example."""
        return self.tr("training example {number:,}").format(number=number + 1)

    def picture(self, name: str) -> str:
        """Name a picture."""
        return self.tr("picture “{name}”").format(name=name)

    def unit(self, asked: ArithmeticOf) -> str:
        """Name a unit, and the example that it answers to."""
        text = self.tr("Layer {layer}, unit {unit:,}")
        name = text.format(layer=asked.layer, unit=asked.unit + 1)
        if isinstance(asked.subject, int):
            return f"{name} · {self.example(asked.subject)}"
        return name

    def no_walk(self, is_batch: bool) -> str:
        """Say why there is nothing to walk through."""
        if is_batch:
            return self.tr(
                "The network learned from other data, which aren't open: there is no "
                "batch. Choose one picture."
            )
        return self.tr("Choose a picture of the size that this network takes.")

    def waiting(self) -> str:
        """Say that the numbers are on their way."""
        return self.tr("One moment…")

    def no_way_back(self) -> str:
        """Say why there is no cost."""
        return self.tr(
            "Nobody has said what this picture is, so there is no cost and no way "
            "back. Choose a picture of the data, or the whole batch."
        )

    def notes(
        self,
        walk: Iteration,
        stop: Stop,
        is_vectorized: bool,
        has_pixels: bool = True,
    ) -> list[str]:
        """Say what is to be noted at a stop: the notes' misprints, what differs."""
        if stop.part is Part.FORWARD:
            return self._forward_notes(walk, stop.layer, has_pixels)
        if stop.part is Part.COST:
            return self._regression_notes(walk)
        if stop.part is Part.BACKWARD:
            return self._backward_notes(walk, stop.layer, is_vectorized)
        return self._update_notes(walk)

    def _forward_notes(
        self, walk: Iteration, layer: int, has_pixels: bool
    ) -> list[str]:
        said = []
        if layer == 1 and has_pixels:
            said.append(
                self.tr(
                    "A[0] = X, with pixels divided by 255: the notes' cell for an "
                    "own picture forgets that."
                )
            )
        if layer == 1:
            said.append(
                self.tr(
                    "The notes once begin with rand · 0.01, so that no weight is "
                    "negative; randn is meant."
                )
            )
        if layer == walk.spec.L:
            said.append(
                self.tr(
                    "The notes once count layers as len(parameters): each has W "
                    "and b, so L = len(parameters) // 2."
                )
            )
        if walk.spec.dropout:
            said.append(self.tr("Training leaves units out; here all take part."))
        return said

    def _regression_notes(self, walk: Iteration) -> list[str]:
        if OUTPUTS[walk.spec.output].task is not Task.REGRESSION:
            return []
        return [
            self.tr(
                "The notes' regression divides by m twice and drops the 2 of the "
                "square: its gradients are 2m² times too small."
            )
        ]

    def _backward_notes(
        self, walk: Iteration, layer: int, is_vectorized: bool
    ) -> list[str]:
        L, said = walk.spec.L, []
        if layer == L:
            said += self._regression_notes(walk)
        if is_vectorized:
            if layer > 1:
                text = self.tr("The notes print dW[{layer}]ᵀ for W[{layer}]ᵀ once.")
                said.append(text.format(layer=layer))
            if layer in (1, L):
                text = self.tr("The notes print A[{layer}]ᵀ for A[{before}]ᵀ once.")
                said.append(text.format(layer=layer, before=layer - 1))
        else:
            text = self.tr("The notes print db[l] = dz[1] for dz[l] once.")
            said.append(text)
        said.append(
            self.tr("The exercise stores this dA[{before}] as dA{layer}.").format(
                before=layer - 1, layer=layer
            )
        )
        if layer == 1:
            said.append(self.tr("Nothing needs dA[0]: no layer learns from it."))
        return said

    def _update_notes(self, walk: Iteration) -> list[str]:
        config = walk.config
        said = [f"{', '.join(self._figures(walk))}."]
        if OPTIMIZERS[config.optimizer].slots:
            said.append(self._memory_note(walk))
        if config.batch_size is not None and walk.of:
            text = self.tr("This run takes {size:,} examples in a step, not all.")
            said.append(text.format(size=config.batch_size))
        if not walk.of:
            said.append(self.tr("A step for this example alone; a run takes the mean."))
        return said

    def _figures(self, walk: Iteration) -> list[str]:
        """Return the numbers in the formulas of an update."""
        config = walk.config
        rule = RULES[config.optimizer]
        figures = [self.tr("α = {rate:.6g}").format(rate=walk.rate)]
        if OPTIMIZERS[config.optimizer].has_momentum:
            figures.append(self.tr("β = {beta:g}").format(beta=config.momentum))
        if config.weight_decay:
            figures.append(self.tr("λ = {decay:g}").format(decay=config.weight_decay))
        figures += [f"{name} = {number_text(value)}" for name, value in rule.numbers]
        if rule.counts:
            figures.append(self.tr("t = {count:,}").format(count=walk.iteration + 1))
        return figures

    def _memory_note(self, walk: Iteration) -> str:
        """Say what else an update goes by than the gradient."""
        optimizer = OPTIMIZERS[walk.config.optimizer]
        if walk.layers[0].W_update is None:
            text = self.tr(
                "{name} also goes by the steps before, and these aren't known: so "
                "neither is what becomes of W."
            )
            return text.format(name=engine_text(optimizer.label))
        if walk.config.weight_decay:
            return self.tr("The same for b, but no weight decay.")
        return self.tr("The same for b.")
