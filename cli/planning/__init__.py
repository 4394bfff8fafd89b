"""Two packs, one of them perhaps of a git revision -> what changed, told."""
