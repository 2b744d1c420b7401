"""Loops that end early, that have an else, and that change what they go over."""

MODELS = {"small": 1, "medium": 5, "large": 13}


def first_above(limit):
    for name, size in MODELS.items():
        if size > limit:
            return name
    return "none"


above = [first_above(limit) for limit in (0, 1, 5, 100)]
seen = []
for number in range(10):
    if number % 3 == 0:
        continue
    if number == 8:
        break
    seen.append(number)
else:
    seen.append("end")
for letter in "ab":
    pass
else:
    seen.append(letter)
waiting = ["a", "b", "c"]
taken = []
while waiting:
    taken.append(waiting.pop(0))
    if len(taken) == 2:
        waiting.append("d")
squares = {n: n * n for n in range(6) if n % 2}
pairs = [(a, b) for a in "xy" for b in range(3) if b]
flat = [item for row in ([1, 2], [3]) for item in row]
total = 0
while True:
    total += 3
    if total > 10:
        break
first, *middle, last = range(5)
swapped, other = 1, 2
swapped, other = other, swapped
