"""Says how many findings on released packages are right, by the judgement of a reader."""
