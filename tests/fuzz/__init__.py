"""Hostile inputs: every reader of the tool, and what changes valid files into those that a stranger could send."""
