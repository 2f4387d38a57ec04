"""The built-in data that need no network."""

from engine.built_in import DATASETS

AT_HAND = [built_in for built_in in DATASETS if not built_in.is_fetched]
