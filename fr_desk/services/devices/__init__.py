"""Devices the way people have them: tables, spreadsheets, lists of recorders, answers from the local network."""
