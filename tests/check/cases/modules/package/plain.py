"""Knobs that are right, as `package.Knob.turn` is.

    Knob(3).rotate()

See `elsewhere.Knob`, and "`" for a backtick.
"""
