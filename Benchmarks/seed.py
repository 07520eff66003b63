"""The seed of all benchmark data, apart so that the driver need not load numpy for it."""
SEED = 20250101
