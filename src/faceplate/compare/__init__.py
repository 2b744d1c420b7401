"""What changed between two releases of a library: manifests held against each other.

manifest x manifest -> changes, one for each row -> changes, one for each cause
"""
