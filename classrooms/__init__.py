"""Classes: who belongs to one, in which role, by which norms, and who may come in."""
