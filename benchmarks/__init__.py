"""What LayerLab costs, as ratios that are measured side by side in one run.

``make bench`` compares training with the notes' loop, PyTorch, JAX, scikit-learn and
the bare matrix products; ``benchmarks/window.py`` measures the window.
"""
