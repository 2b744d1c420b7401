"""What is done where only a run tells whether it is done."""

import os

HOLE = os.environ.get("HOLE", "")
DEBUG = HOLE == "1"


class Box:
    made = 0

    def __init__(self, label):
        Box.made += 1
        self.label = label

    def shout(self):
        return self.label.upper()


boxes = [Box("a")]
if DEBUG:
    boxes.append(Box("debug"))
boxes.append(Box("b"))
labels = [box.label for box in boxes]
first_label = boxes[0].shout()
second = boxes[1].label
count = len(boxes)
either = Box("left") if HOLE else Box("right")
either_label = either.label
either.same = "same"
same = either.same
shouted = either.shout()
mode = "fast" if DEBUG else "slow"
known_mode = mode in ("fast", "slow")
is_other = mode == "other"
table = {"a": 1}
if HOLE:
    table["b"] = 2
    extra = "only there"
table["c"] = 3
keys = list(table)
a, b = table["a"], table.get("b", 0)
has_b = "b" in table
has_z = "z" in table
c = table["c"]
has_extra = "extra" in globals()
for letter in HOLE or "xyz":
    if letter == "b":
        break
else:
    letter = "none"
turns = 0
for _ in HOLE:
    turns += 1


def early(number):
    if HOLE:
        return number
    number += 1
    return number


early_one = early(1)
match HOLE:
    case "":
        matched = "empty"
    case "1":
        matched = "one"
    case _:
        matched = "more"
always = "kept"
number = 1
if HOLE == "ab":
    number = 2
larger = number + 10
same_number = number == number
attribute = Box("x")
if DEBUG:
    attribute.extra = 1
may_have = hasattr(attribute, "extra")
never_has = hasattr(attribute, "nothing")
try:
    tried = int(HOLE)
except ValueError:
    tried = -1
