"""Seals: identities, PAdES signatures on dossier PDFs, and their verification. Bytes in, bytes out: no files here."""
