"""The drawn network, which can be edited in place."""
