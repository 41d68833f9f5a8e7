"""The pupils' page: what they see on their phones, in one file that needs nothing else."""
