"""The views: each shows a `ViewState` and knows nothing of the others."""
