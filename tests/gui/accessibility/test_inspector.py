"""The inspector's desk through the bus screen readers use: everything named, the table and the filters read out."""

from __future__ import annotations

from fr_desk.inspection.index import Index
from fr_desk.paths import user_folders
from fr_desk.services.inspecting.portfolio import index_file, run
from tests.gui.accessibility.conftest import Program
from tests.gui.accessibility.reader import CONTROL, PATIENCE, Thing, until
from tests.gui.accessibility.test_screen_reader import faults
from tests.gui.inspector_stage import FILES, fill


def test_says_what_was_found_and_how_to_filter_it(gym: Program) -> None:
    # given an inspection that can be shown again
    folder = fill(gym.file.parent / "venues")
    folders = user_folders(gym.file.parent / "profile")
    with Index(index_file((folder,), folders)) as index:
        run([folder], index, jobs=0, folders=folders)
    reader = gym.reader

    def window() -> Thing | None:
        return next((one for one in reader.windows() if "Inspector" in one.name), None)

    def found(name: str, role: str) -> Thing:
        def there() -> Thing | None:
            tree = window()
            every = reader.tree(tree.place).every() if tree else ()
            return next((one for one in every if one.name == name and one.role == role), None)

        return until(there, PATIENCE, f"no {role} {name}")

    def first(table: Thing) -> Thing | None:
        try:
            return reader.cell(table, 0, 0)
        except IndexError:  # rows were just replaced
            return None

    # when it is opened
    gym.take_keyboard()
    reader.key("F3")
    link = found("venues", "push button")
    shown = window()
    assert shown is not None
    assert faults(reader.tree(shown.place)) == []
    reader.press(link)

    # then the table tells its size, its titles and its cells
    table = found("Dossiers", "table")
    rows = until(lambda: reader.size(table)[0] or None, PATIENCE, "no rows")
    columns = reader.size(table)[1]
    assert rows == FILES
    assert all(reader.title(table, column).strip() for column in range(columns))
    assert "To change" in until(lambda: first(table), PATIENCE, "no cell").name
    # and the filters their values, how many there are, and whether they are shown
    tree = reader.tree(found("Filters", "tree").place)
    values = [one for one in tree.every() if one.name.startswith("Hotel: ")]
    assert values[0].name == "Hotel: 3"
    assert values[0].has("checked")
    window_now = window()
    assert window_now is not None
    assert faults(reader.tree(window_now.place)) == []
    reader.key("w", CONTROL)
    until(lambda: window() is None or None, PATIENCE, "the window stays")
    gym.take_keyboard()
