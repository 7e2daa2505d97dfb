"""Forms: consents, notices, logs and filing papers, filled from the answers; printed as PDF or kept as DOCX."""
