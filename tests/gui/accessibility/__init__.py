"""The program as a screen reader meets it: a real window on a display nobody sees, asked through the accessibility bus."""
