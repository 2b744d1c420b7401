"""Puts known faults into released libraries and counts who finds them."""
