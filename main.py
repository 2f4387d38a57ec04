"""LayerLab: a laboratory for neural networks on images."""

from __future__ import annotations

import signal
import sys


def main(arguments: list[str]) -> int:
    """Run a command without a window, or open the window; return the exit code."""
    # Each side imports only what it needs: training works without Qt installed.
    if arguments:
        from engine.cli import main as run_command

        return run_command(arguments)
    from gui.app import main as open_window

    return open_window()


if __name__ == "__main__":
    # Until there is anything to keep, Ctrl+C ends it as other signals do, silently.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(main(sys.argv[1:]))
