"""Is the gradient right? The analytic one, held against a numeric one."""

from engine.gradient_check.checking import check_gradients
from engine.gradient_check.problem import Problem, pose
from engine.gradient_check.report import LIMIT, GradientReport, LayerReport, Probe

__all__ = [
    "LIMIT",
    "GradientReport",
    "LayerReport",
    "Probe",
    "Problem",
    "check_gradients",
    "pose",
]
