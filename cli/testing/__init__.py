"""A pack's scenarios and expressions, tried; and how what failed is written."""
