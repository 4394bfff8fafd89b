"""What a bot sends -> what Discord would refuse in it."""
