"""Many dossiers at once: find, verify, recompute, rank, sample, record. Knows neither screens nor the command line."""
