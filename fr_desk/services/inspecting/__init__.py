"""Use cases of the inspection: many dossiers, one at a glance, records, papers."""
