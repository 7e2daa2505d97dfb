"""Papers: the compliance dossier and the signs as PDF. The only package that knows reportlab; it knows no files."""
