"""Methods of lists, dicts, sets and texts."""

numbers = [3, 1, 2]
numbers.sort(reverse=True)
numbers.insert(1, 9)
numbers.extend([4, 4])
numbers.remove(4)
popped = numbers.pop()
sliced = [numbers[1:], numbers[::-1], numbers[-2:]]
ordered = sorted(["bb", "a", "ccc"], key=len, reverse=True)
places = [numbers.index(9), numbers.count(3), 9 in numbers]
table = {"a": 1}
table.update({"b": 2}, c=3)
table |= {"d": 4}
merged = {**table, "a": 0, "e": 5}
removed = table.pop("a")
default = [table.get("x"), table.get("x", 7), table.setdefault("y", []), list(table)]
del table["b"]
items = [list(table.items()), list(table.values()), "c" in table, len(table)]
inverted = {value: key for key, value in merged.items()}
letters = set("abca") | {"d"}
together = [sorted(letters - {"a"}), sorted(letters & {"a", "z"}), "d" in letters]
counted = list(enumerate("ab", start=1))
zipped = list(zip([1, 2, 3], "ab"))
mapped = list(map(lambda a, b: a + b, [1, 2], [10, 20]))
kept = list(filter(None, [0, 1, "", "a"]))
extremes = [min(3, 1), max([4, 2]), sum([1, 2], 10), any([0, 1]), all([]), abs(-2), round(2.567, 1)]
text = "  Some Text  "
texts = [
    *(text.strip().lower().split(), text.title(), "-".join(["a", "b"]), text.replace("e", "_")),
    *(
        "a,b".partition(","),
        "%s of %d" % ("x", 3),
        "{:>4}|{b!r}".format("y", b="z"),
        f"{3.14159:.2f}",
    ),
    *(f"{text.strip()!r:>12}", "abc"[::-1], "x" * 3, "a" < "b", "text".startswith(("t", "u"))),
]
nested = {"a": [{"b": (1, 2)}]}
deep = nested["a"][0]["b"][-1]
nested["a"].append("more")
alias = nested["a"]
alias[0]["b"] = "changed"
grid = [[0] * 2 for _ in range(2)]
grid[0][1] = 1
first, (second, *rest) = 1, (2, 3, 4)
numbers_of = [int("7"), float("1.5"), bool([]), str(3), list("ab"), tuple([1]), chr(97), ord("a")]
