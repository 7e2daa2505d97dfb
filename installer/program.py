"""Where the frozen program starts; one folder holds it twice, with a console and without."""

import multiprocessing
import sys
from pathlib import Path

from fr_desk.__main__ import desk, main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # inspecting a folder starts this program again as a worker
    sys.exit(desk() if Path(sys.executable).stem == "fr-desk-desk" else main())
