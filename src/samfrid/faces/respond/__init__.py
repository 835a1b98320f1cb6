"""What a person answers on, at one neutral address; nothing else."""
