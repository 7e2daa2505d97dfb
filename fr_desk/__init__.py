"""FR Desk: says whether cameras and face recognition at a venue are lawful, what must change, and prints the papers."""

__version__ = "0.1.0"
