"""Whether a dossier is lawful: packs of rules as data, one engine that knows no country, findings as values."""
