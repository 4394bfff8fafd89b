"""What players have -> who stands where, in a world and in each of its guilds."""
