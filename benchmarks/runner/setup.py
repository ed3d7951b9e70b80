"""What CMake knows and the measurements need: the compiler, where headers and programs are."""

import json
import os
import sys
from pathlib import Path


class Setup:
    def __init__(self, path):
        self.__dict__.update(json.loads(Path(path).read_text()))
        self.folder = Path(path).parent
        self.source = Path(self.source)

    def program(self, name):
        return str(self.folder / name)

    def scratch(self, name):
        folder = self.folder / "scratch" / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def progress(text):
    """One line that replaces itself on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        return
    width = os.get_terminal_size(sys.stderr.fileno()).columns
    sys.stderr.write("\r\033[K" + text[: width - 1])
    sys.stderr.flush()


def end_progress():
    progress("")
