"""A shipped game and a name -> the files of a new pack."""
