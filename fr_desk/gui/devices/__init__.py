"""Devices in a table, from a list, from the local network: one window with three pages."""
