"""The doctor: what is wrong with the run, what to try, and where to see it."""

from gui.views.doctor.view import DoctorView

__all__ = ["DoctorView"]
