"""What goes into code that is not read comes back changed, or not at all."""

import heapq
import json
import os
import random
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from io import StringIO

HOLE = os.environ.get("HOLE", "")
content = {"": "{}", "1": '{"label": "x"}', "ab": '{"other": "y", "label": "z"}'}[HOLE]
loaded = json.load(StringIO(content))
config = {"label": "a", "kept": "b"}
config.update(loaded)
label = config["label"]
both = {"label": "a", "size": 1, **loaded}
both_label = both["label"]
order = {**loaded, "size": 1}
size = order["size"]
names = list("abcdefgh")
random.shuffle(names)
first = names[0]
heap = [5, 3]
heapq.heappush(heap, 1)
smallest = heap[0]
called = []


def work(number):
    called.append(number)
    return number


with ThreadPoolExecutor() as pool:
    results = list(pool.map(work, [1, 2]))
how_often = len(called)
total = reduce(lambda a, b: a + b, [1, 2, 3])
folded = []
reduce(lambda a, b: folded.append(b), [1, 2, 3])
sizes = len(folded)
pairs = list(zip(["x", "y"], HOLE))
how_many = len(pairs)
spaces = dict.fromkeys(HOLE, 0)
filled = bool(spaces)
sorted_names = sorted(names)
unchanged = ["a", "b"]
text = json.dumps(unchanged)
still = unchanged[0]
