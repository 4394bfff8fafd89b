"""Exact odds -> pages and solutions."""
