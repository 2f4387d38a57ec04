"""Those who take part, one module each, written as their users would write it."""
