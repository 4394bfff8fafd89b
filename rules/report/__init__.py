"""Problems -> text, one file a format."""
