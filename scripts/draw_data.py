"""Draw the built-in pictures and write them in the course's HDF5 schema.

They come with the program, so that it opens without drawing first. A test draws them
again and compares.
"""

from __future__ import annotations

import sys
from pathlib import Path

import h5py
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from drawn.pictures import CLASS_NAMES, draw_pictures

from engine.datasets import DRAWN_FILE


def main() -> None:
    """Write the file, the same to the byte each time."""
    drawn = draw_pictures()
    DRAWN_FILE.parent.mkdir(parents=True, exist_ok=True)
    with h5py.File(DRAWN_FILE, "w", libver="v110") as file:
        for name, array in (
            ("train_set_x", drawn.train_pixels),
            ("train_set_y", drawn.train_labels),
            ("test_set_x", drawn.test_pixels),
            ("test_set_y", drawn.test_labels),
        ):
            # The pictures' noise doesn't compress, and packed data open more slowly.
            file.create_dataset(name, data=array, track_times=False)
        file.create_dataset("list_classes", data=np.array(CLASS_NAMES, "S"))
    print(f"{DRAWN_FILE}: {DRAWN_FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
