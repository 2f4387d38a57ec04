"""PyTorch on the CPU, eager, as its tutorials train a small network."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from benchmarks.contest import Contestant
from benchmarks.threads import choices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.problem import Problem

NAME = "PyTorch"


def contestants(problem: Problem) -> Iterator[Contestant]:
    """Return the network with each number of threads."""
    torch: Any = importlib.import_module("torch")
    run = trained(torch, problem)
    for variant, prepare in choices(torch.set_num_threads):
        yield Contestant(NAME, variant, run, prepare, problem.iterations)


def network(torch: Any, problem: Problem) -> Any:
    """Return the network with the weights that everybody starts from."""
    dtype = getattr(torch, problem.precision)
    dims = problem.spec.layer_dims
    layers: list[Any] = []
    initial = zip(problem.initial.weights, problem.initial.biases, strict=True)
    for layer, (W, b) in enumerate(initial):
        linear = torch.nn.Linear(dims[layer], dims[layer + 1], dtype=dtype)
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(W))
            linear.bias.copy_(torch.tensor(b[:, 0]))
        layers += [linear, torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


def trained(torch: Any, problem: Problem) -> Callable[[int], float]:
    """Return what trains the network for some epochs."""
    X = torch.tensor(problem.rows)
    model = network(torch, problem)
    optimizer = torch.optim.SGD(model.parameters(), lr=problem.learning_rate)
    if problem.binary:
        Y, cost_of = torch.tensor(problem.targets), torch.nn.BCEWithLogitsLoss()
    else:
        Y, cost_of = torch.tensor(problem.labels), torch.nn.CrossEntropyLoss()

    def step(x: Any, y: Any) -> tuple[float, float]:
        optimizer.zero_grad()
        Z = model(x)
        cost = cost_of(Z, y)
        cost.backward()
        optimizer.step()
        right = (Z > 0) == y if problem.binary else Z.argmax(1) == y
        return cost.item(), right.sum().item() / len(y)

    def run(epochs: int) -> float:
        for _ in range(epochs):
            if problem.updates == 1:
                cost, _ = step(X, Y)
                continue
            # Quicker than a DataLoader, which fetches the examples one by one.
            for chosen in torch.randperm(len(X)).split(problem.batch):
                cost, _ = step(X[chosen], Y[chosen])
        return cost

    return run
