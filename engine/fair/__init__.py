"""Fair luck: seeds promised before use, a log that only grows, and rolls that anyone can work out again."""
