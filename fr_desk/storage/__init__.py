"""Dossiers and preferences on disk: reading with limits, writing atomically, telling in one sentence what is wrong."""
