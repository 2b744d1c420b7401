"""Which entries of a docstring have to move so that it follows the signature."""

from __future__ import annotations

from itertools import combinations, pairwise, permutations

import pytest

from faceplate.cache.store import Store
from faceplate.check.runner import check
from faceplate.check.settings import CheckSettings
from faceplate.source import open_target

_SETTINGS = CheckSettings(select=("FP104",))


def _fewest(order: tuple[str, ...], names: str) -> int:
    """Return how many entries have to move, by trying all that could stay."""
    longest = max(
        length
        for length in range(1, len(order) + 1)
        if any(
            all(names.index(first) < names.index(second) for first, second in pairwise(kept))
            for kept in combinations(order, length)
        )
    )
    return len(order) - longest


@pytest.mark.parametrize("names", ["ab", "abc", "abcd", "abcde"])
def test_all_entries_that_have_to_move_are_named_and_no_others(names, tmp_path):
    orders = list(permutations(names))
    package = tmp_path / "drawn"
    package.mkdir()
    functions = [
        f"def f{number}({', '.join(names)}):\n"
        '    """Return nothing.\n\n    Args:\n'
        + "".join(f"        {name}: The value of {name * 3}.\n" for name in order)
        + '    """\n'
        for number, order in enumerate(orders)
    ]
    (package / "__init__.py").write_text("\n\n".join(functions), encoding="utf-8")
    found = check(open_target(str(package), []), Store(None), _SETTINGS, search_path=[]).findings
    messages = {finding.symbol: finding.message for finding in found}

    for number, order in enumerate(orders):
        message = messages.pop(f"drawn.f{number}", "")
        if order == tuple(names):
            assert not message
            continue
        moved = {message.split("`")[1], *message.partition("too: ")[2].replace("`", "").split(", ")}
        stay = [name for name in order if name not in moved]
        assert stay == sorted(stay)
        assert len(moved - {""}) == _fewest(order, names)
    assert not messages
