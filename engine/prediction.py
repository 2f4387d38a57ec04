"""What a saved network says of a picture's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.blas import BlasThreads
from engine.errors import SpecError
from engine.evaluation import class_probabilities
from engine.images import read_picture
from engine.inputs import as_columns
from engine.network import probabilities
from engine.outputs import decisions

if TYPE_CHECKING:
    from pathlib import Path

    from engine.saved_model import SavedModel


def predict_file(model: SavedModel, path: Path) -> dict[str, Any]:
    """Predict one picture.

    Parameters
    ----------
    model : SavedModel
        The network.
    path : Path
        A picture's file.

    Returns
    -------
    dict
        ``file``, ``label``, ``probability`` of that label and ``probabilities`` by
        class name, as ``--json`` prints them.

    Raises
    ------
    ImageError
        If the file can't be read.
    SpecError
        If the network doesn't take pictures, or has no answer.
    """
    if len(model.input_shape) != 3:
        raise SpecError("This network was not trained on pictures.")
    height, width, channels = model.input_shape
    picture = read_picture(path, (height, width, channels)).seen
    X = as_columns(picture.pixels[np.newaxis], model.config.precision)
    BlasThreads().use(model.blas_threads)
    A = probabilities(model.spec, model.parameters, X)
    shares = class_probabilities(A)[:, 0]
    if not np.isfinite(shares).all():
        raise SpecError(
            "This network's weights are so large that it has no answer. Train it with "
            "a smaller learning rate."
        )
    said = int(decisions(model.spec.output, A)[0])
    return {
        "file": str(path),
        "label": model.class_names[said],
        "probability": float(shares[said]),
        "probabilities": dict(zip(model.class_names, map(float, shares), strict=True)),
    }
