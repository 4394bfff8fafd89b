"""What is to be done later -> done, once, by whichever process comes to it first."""
