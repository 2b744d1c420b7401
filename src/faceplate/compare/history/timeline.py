"""One history of many releases, release by release."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from faceplate.compare.annotations import union
from faceplate.compare.history.records import (
    Aspect,
    LibraryHistory,
    ObjectHistory,
    RowChange,
    RowHistory,
    Section,
    SkippedRelease,
)
from faceplate.compare.history.rows import ObjectRows, ReleaseRows, RowFacts, Rows
from faceplate.compare.pairs import paired
from faceplate.compare.renames import renamed
from faceplate.model import Parameter, ParameterKind

_CALLS = ("parameter", "event argument")
"""Sections whose rows are passed in a call, and may be renamed."""

_MEMBERS: tuple[Section, ...] = ("method", "inherited", "attribute", "event")
"""Sections that a member may go between without leaving its class."""

_NOTHING: dict[str, RowFacts] = {}


class Timeline:
    """A history that grows by one release at a time.

    Args:
        history: The history so far.
        before: The rows of its last release; None where there is no release yet.

    Attributes:
        history: The history.
        before: The rows of its last release.
    """

    def __init__(self, history: LibraryHistory, before: ReleaseRows | None = None) -> None:
        self.history = history
        self.before = before
        self._there: dict[str, ObjectHistory] = {}
        self._hidden: dict[str, ObjectHistory] = {}
        self._gone: dict[str, ObjectHistory] = {}
        shown = {each.path for each in before.objects} if before is not None else set()
        for each in history.objects:
            if each.removed is not None:
                self._gone[each.path] = each
            elif each.path in shown:
                self._there[each.path] = each
            else:
                self._hidden[each.path] = each

    def skip(self, release: str, reason: str) -> None:
        """Note a release that says nothing.

        Args:
            release: Its version.
            reason: Why, in one line.
        """
        self.history.skipped.append(SkippedRelease(release, reason))

    def add(self, release: str, rows: ReleaseRows) -> None:
        """Add the next release.

        Args:
            release: Its version.
            rows: Its objects.
        """
        before = self.before.objects if self.before is not None else []
        known = self.history.names
        names = {name: known.get(name, release) for name in rows.names}
        pairing = paired(before, rows.objects, _parameter_names)
        there: dict[str, ObjectHistory] = {}
        # The object that keeps its path comes before others that became aliases of it.
        same = sorted(pairing.same, key=lambda pair: pair[0].path != pair[1].path)
        for old, new in (*same, *pairing.moved):
            record = self._there.pop(old.path)
            if new.path in there:
                record.changes.append(RowChange(release, "merged", old.path, new.path))
                self._hidden[record.path] = record
                continue
            there[new.path] = record
            if old != new:
                _pair(release, record, old, new, names)
            _remove_hidden(release, record, new, names)
        for old in pairing.gone:
            self._leave(release, self._there.pop(old.path), names)
        for new in pairing.fresh:
            there[new.path] = self._appear(release, new, names)
        for record in [each for each in self._hidden.values() if names and each.path not in names]:
            del self._hidden[record.path]
            self._remove(release, record)
        self.before = rows
        self._there = there
        self.history.releases.append(release)
        self.history.names = names
        objects = [there[each.path] for each in rows.objects]
        self.history.objects = [*objects, *self._hidden.values(), *self._gone.values()]

    def _appear(self, release: str, new: ObjectRows, names: dict[str, str]) -> ObjectHistory:
        """Return the record of an object that has a page now."""
        hidden = self._hidden.pop(new.path, None)
        record = hidden or self._gone.pop(new.path, None)
        if record is None:
            record = ObjectHistory(new.name, new.path, new.kind, names.get(new.path, release))
            record.documented = release if record.since != release else None
        elif hidden is None:
            record.changes += _times(record)
            record.since, record.removed, record.deprecated = release, None, None
        record.kind = new.kind
        record.deprecated = _deprecated(release, record.deprecated, new.own)
        known = {(row.section, row.name): row for row in record.rows}
        for section, after in new.sections.items():
            rows = _SectionRows(record, known, cast(Section, section), release, names, new.sections)
            rows.change(_NOTHING, after)
        record.rows = _ordered(record.rows, new)
        return record

    def _leave(self, release: str, record: ObjectHistory, names: dict[str, str]) -> None:
        """Note that an object has no page any more; it may be there all the same."""
        if record.path in names:
            self._hidden[record.path] = record
        else:
            self._remove(release, record)

    def _remove(self, release: str, record: ObjectHistory) -> None:
        record.removed = release
        for row in record.rows:
            row.removed = row.removed or release
        self._gone[record.path] = record


def _remove_hidden(
    release: str, record: ObjectHistory, new: ObjectRows, names: dict[str, str]
) -> None:
    """Note the members that no page showed, and that are there no more."""
    if not names:
        return
    for row in record.rows:
        if row.removed is None and row.section in _MEMBERS:
            is_shown = row.name in new.sections.get(row.section, _NOTHING)
            if not is_shown and f"{record.path}.{row.name}" not in names:
                row.removed = release


def _pair(
    release: str,
    record: ObjectHistory,
    old: ObjectRows,
    new: ObjectRows,
    names: dict[str, str],
) -> None:
    """Note what changed of an object from one release to the next."""
    if old.path != new.path:
        record.changes.append(RowChange(release, "moved", old.path, new.path))
        record.path, record.name = new.path, new.name
    record.changes += _changes(release, old.own, new.own)
    record.deprecated = _deprecated(release, record.deprecated, new.own)
    known = {(row.section, row.name): row for row in record.rows}
    sections = _carried(known, old.sections, new.sections)
    for section in dict.fromkeys((*sections, *new.sections)):
        before, after = sections.get(section, _NOTHING), new.sections.get(section, _NOTHING)
        if before != after:
            rows = _SectionRows(record, known, cast(Section, section), release, names, new.sections)
            rows.change(before, after)
    record.rows = _ordered(record.rows, new)


def _carried(known: dict[tuple[Section, str], RowHistory], old: Rows, new: Rows) -> Rows:
    """Carry members that stand in another table now over to that; they have come and gone nowhere.

    A method that moves into a public base class is explained there from then on, and is still one
    of the class. So are its parameters.

    Args:
        known: The rows of the object, which are carried over.
        old: The rows of the older release.
        new: Those of the newer one.

    Returns:
        The rows of the older release, as if they had been where they are now.
    """
    homes = {name: section for section in _MEMBERS for name in new.get(section, ())}
    carried = {section: dict(rows) for section, rows in old.items()}
    for section in _MEMBERS:
        for name in old.get(section, ()):
            home = homes.get(name, section)
            if home == section or name in old.get(home, ()):
                continue
            del carried[section][name]
            carried.setdefault(home, {})[name] = new[home][name]
            row = known.pop((section, name))
            row.section = home
            known[home, name] = row
            _carry_parameters(name, home, known, carried, new)
    return carried


def _carry_parameters(
    method: str,
    home: Section,
    known: dict[tuple[Section, str], RowHistory],
    carried: Rows,
    new: Rows,
) -> None:
    """Carry the parameters of a method that is explained elsewhere, or is an event, from now on.

    Those of an event are its event arguments; of several events, the first hands over its rows. Of
    a method that is explained elsewhere they stay as they are.
    """
    parameters = carried.get("method parameter", {})
    arguments = new.get("event argument", {}) if home == "event" else {}
    for whole in [name for name in parameters if name.startswith(f"{method}.")]:
        if whole in new.get("method parameter", {}):
            continue
        facts = parameters.pop(whole)
        name = whole.partition(".")[2]
        place: tuple[Section, str] = ("event argument", name)
        if name not in arguments or name in carried.get("event argument", {}) or place in known:
            continue
        row = known[place] = known.pop(("method parameter", whole))
        row.section, row.name = place
        carried.setdefault("event argument", {})[name] = facts


class _SectionRows:
    """The rows of one section of an object, in one release.

    Args:
        record: The object.
        known: Its rows, by section and name.
        section: The section.
        release: Version of the release.
        names: The names that are there, whether a page shows them or not.
        shown: All rows of the object in that release.
    """

    def __init__(
        self,
        record: ObjectHistory,
        known: dict[tuple[Section, str], RowHistory],
        section: Section,
        release: str,
        names: dict[str, str],
        shown: Rows,
    ) -> None:
        self._names = names
        self._shown = shown
        self._record = record
        self._known = known
        self._section = section
        self._release = release

    def change(self, before: dict[str, RowFacts], after: dict[str, RowFacts]) -> None:
        """Note what changed from one release to the next."""
        gone = [name for name in before if name not in after]
        fresh = [name for name in after if name not in before]
        for name in gone:
            if self._since(name) is None:
                self._known[self._section, name].removed = self._release
        for name in fresh:
            self._appear(name, after[name])
        if gone and fresh and self._section in _CALLS:
            names = renamed(
                [_parameter(name, before[name]) for name in gone],
                [_parameter(name, after[name]) for name in fresh],
            )
            for old, new in names.items():
                self._known[self._section, old].renamed_to = new
                self._known[self._section, new].renamed_from = old
        for name, facts in after.items():
            if name in before and before[name] != facts:
                row = self._known[self._section, name]
                row.changes += _changes(self._release, before[name], facts)
                row.deprecated = _deprecated(self._release, row.deprecated, facts)

    def _appear(self, name: str, facts: RowFacts) -> None:
        row = self._known.get((self._section, name))
        if row is None:
            row = RowHistory(self._section, name, self._first(name))
            self._known[self._section, name] = row
            self._record.rows.append(row)
        elif row.removed is not None:
            row.changes += _times(row)
            row.since, row.removed = self._release, None
            row.renamed_to = row.renamed_from = None
        row.deprecated = _deprecated(self._release, row.deprecated, facts)

    def _first(self, name: str) -> str:
        """Return since when a row is there that a page shows for the first time."""
        since = self._since(name) if self._section in _MEMBERS else None
        return since or self._release

    def _since(self, name: str) -> str | None:
        """Return since when a member, or the method of a parameter, is there with no page.

        None where it is not, or where that is not known.
        """
        if self._section in _MEMBERS:
            return self._names.get(f"{self._record.path}.{name}")
        if self._section == "method parameter":
            method = name.partition(".")[0]
            if method not in self._shown.get("method", _NOTHING):
                return self._names.get(f"{self._record.path}.{method}")
        return None


def _times(record: RowHistory | ObjectHistory) -> list[RowChange]:
    """Return when something was there before it came back."""
    return [RowChange(record.since, "added"), RowChange(record.removed or "", "removed")]


def _deprecated(release: str, before: str | None, facts: RowFacts) -> str | None:
    return (before or release) if facts.deprecated else None


def _changes(release: str, old: RowFacts, new: RowFacts) -> Iterator[RowChange]:
    """Yield what changed between two releases, aspect by aspect."""
    aspects: list[tuple[Aspect, str | None, str | None]] = []
    if old.required != new.required:
        words = ("optional", "required")
        aspects.append(("required", words[old.required], words[new.required]))
    if old.default != new.default:
        aspects.append(("default", old.default, new.default))
    if old.type != new.type and union(old.type) != union(new.type):
        aspects.append(("type", old.type, new.type))
    if old.kind != new.kind:
        aspects.append(("kind", old.kind, new.kind))
    if old.text != new.text:
        aspects.append(("text", None, None))
    for aspect, before, after in aspects:
        yield RowChange(release, aspect, before, after)


def _parameter(name: str, facts: RowFacts) -> Parameter:
    kind = cast(ParameterKind, facts.kind)
    return Parameter(name, kind, facts.type, facts.default, None, facts.required, facts.text)


def _parameter_names(subject: ObjectRows) -> list[str]:
    return list(subject.sections.get("parameter", ()))


def _ordered(rows: list[RowHistory], new: ObjectRows) -> list[RowHistory]:
    """Return rows in the order of the page, then those that are gone."""
    order = {
        (section, name): number
        for number, (section, name) in enumerate(
            (section, name) for section, names in new.sections.items() for name in names
        )
    }
    return sorted(rows, key=lambda row: order.get((row.section, row.name), len(order)))
