"""LayerLab's engine: fully connected networks in NumPy, without any window.

Shapes throughout, as in the course: X (n_x, m) holds one example a column, Y (1, m) or
(n_y, m), W[l] (n[l], n[l-1]), b[l] (n[l], 1).
"""

from engine.config import TrainingConfig
from engine.course import (
    L_model_backward,
    L_model_forward,
    compute_cost,
    initialize_parameters,
    initialize_parameters_deep,
    linear_activation_backward,
    linear_activation_forward,
    linear_backward,
    linear_forward,
    relu,
    relu_backward,
    sigmoid,
    sigmoid_backward,
    update_parameters,
)
from engine.course_models import (
    L_layer_model,
    accuracy,
    mislabeled_images,
    predict,
    two_layer_model,
    xor_parameters,
)
from engine.estimator import Model
from engine.spec import NetworkSpec
from engine.trainer import Trainer

__all__ = [
    "L_layer_model",
    "L_model_backward",
    "L_model_forward",
    "Model",
    "NetworkSpec",
    "Trainer",
    "TrainingConfig",
    "accuracy",
    "compute_cost",
    "initialize_parameters",
    "initialize_parameters_deep",
    "linear_activation_backward",
    "linear_activation_forward",
    "linear_backward",
    "linear_forward",
    "mislabeled_images",
    "predict",
    "relu",
    "relu_backward",
    "sigmoid",
    "sigmoid_backward",
    "two_layer_model",
    "update_parameters",
    "xor_parameters",
]
