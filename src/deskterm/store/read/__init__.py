"""What the desk reads: plain SQL for both stores, without the models. Every list goes through `visibility`."""
