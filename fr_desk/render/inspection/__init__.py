"""The papers of an inspection: report, plan, on-site sheet, record, order, letter. Values come to them in words."""
