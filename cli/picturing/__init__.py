"""The values of charts -> pictures: SVG, a page that opens without a network, PNG, and tables for others."""
