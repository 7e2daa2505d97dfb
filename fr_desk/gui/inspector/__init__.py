"""The inspector's desk: many dossiers in a table, one at a glance, what was found on site. Imported late."""
