"""Constants."""

TURN = 360
