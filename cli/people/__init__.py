"""What operators ask about players -> lines of text, and what is done about them."""
