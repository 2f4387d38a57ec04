"""The panels of the window: a new one is one module of views and one line here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gui.views.boundary import BoundaryView
from gui.views.check import CheckView
from gui.views.controls import ControlsView
from gui.views.cost import CostView
from gui.views.designer import DesignerView
from gui.views.doctor import DoctorView
from gui.views.gallery import GalleryView
from gui.views.inside import InsideView
from gui.views.luck import LuckView
from gui.views.over_time import OverTimeView
from gui.views.predict import PredictView
from gui.views.runs import RunsView
from gui.views.shapes import ShapesView
from gui.views.walk import WalkView
from gui.views.weights import WeightsView
from gui.views.why import WhyView

if TYPE_CHECKING:
    from gui.view import View


def mark(title: str) -> str:
    """Mark a title for the translators, who look for this in the context "Views"."""
    return title


@dataclass(frozen=True)
class ViewSpec:
    """A view of the window.

    Attributes
    ----------
    name : str
        objectName of its panel, by which its place is remembered.
    title : str
        For the panel's title and the View menu; translated where it is shown.
    make : type of View
        Makes the view.
    is_central : bool
        Whether it needs the width of the window's middle; else it is in a dock.
    is_shown : bool
        Whether it is there at first, and not only when somebody asks for it.
    """

    name: str
    title: str
    make: type[View]
    is_central: bool = False
    is_shown: bool = True


VIEWS = (
    ViewSpec("designerPanel", mark("Network"), DesignerView, is_central=True),
    ViewSpec("walkPanel", mark("Step by step"), WalkView, is_central=True),
    ViewSpec("controlsPanel", mark("Settings"), ControlsView),
    ViewSpec("costPanel", mark("Cost"), CostView),
    ViewSpec("weightsPanel", mark("Weights"), WeightsView),
    ViewSpec("insidePanel", mark("Inside"), InsideView),
    ViewSpec("galleryPanel", mark("Mistakes"), GalleryView),
    ViewSpec("doctorPanel", mark("Doctor"), DoctorView),
    ViewSpec("predictPanel", mark("Your picture"), PredictView),
    ViewSpec("runsPanel", mark("Runs"), RunsView),
    ViewSpec("shapesPanel", mark("Shapes"), ShapesView),
    ViewSpec("luckPanel", mark("Was it luck?"), LuckView),
    ViewSpec("checkPanel", mark("Gradient check"), CheckView, is_shown=False),
    ViewSpec("boundaryPanel", mark("Boundary"), BoundaryView),
    ViewSpec("whyPanel", mark("Why this answer?"), WhyView),
    ViewSpec("overTimePanel", mark("Over time"), OverTimeView),
)
