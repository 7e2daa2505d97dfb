"""Pictures nobody vouches for: recognised, measured within limits, made fit for paper. Knows no dossier and no PDF."""
