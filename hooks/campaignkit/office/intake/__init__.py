"""Filled-in workbooks, Word works and pictures become YAML records."""
