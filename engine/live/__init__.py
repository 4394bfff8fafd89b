"""The live game: commands in, decided once by the pure engine, kept for ever."""
