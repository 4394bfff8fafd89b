"""What players write by a template of content -> records of a pack of their own, and nothing else."""
