"""Is the gradient right? The analytic one, held against a numeric one."""

from engine.gradient_check.checking import check_gradients
from engine.gradient_check.problem import Problem, pose
from engine.gradient_check.report import LIMIT, GradientReport, LayerReport, Probe
from engine.gradient_check.start import MOST_PARAMETERS, Start, StartOfCheck

__all__ = [
    "LIMIT",
    "MOST_PARAMETERS",
    "GradientReport",
    "LayerReport",
    "Probe",
    "Problem",
    "Start",
    "StartOfCheck",
    "check_gradients",
    "pose",
]
