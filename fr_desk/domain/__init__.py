"""What is true of a venue: frozen models, derived facts, paths. No input or output, no law, no screen."""
