"""A face -> its card: SVG that we write, PNG that players see, words for those who do not."""
