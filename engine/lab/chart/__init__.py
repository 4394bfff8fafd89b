"""Summaries -> the values of charts: what is drawn, without how."""
