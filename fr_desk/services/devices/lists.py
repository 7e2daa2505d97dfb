"""The text of a recorder's list of devices, as copied from its page, read as a table.

Lists with tabs or commas are tables already. Others are read line by line: channel, address, resolution, model and
the like have shapes of their own, and what is left is the name.
"""

from __future__ import annotations

import re
from collections import Counter

from fr_desk.i18n import N_, Lang, translate
from fr_desk.services.devices.words import header
from fr_desk.storage import table_errors as errors
from fr_desk.storage.tables import Table, delimiter_of, text_table, tidy

PASTED = N_("the pasted text")
_TITLES: dict[str, str] = {
    "number": N_("Channel"),
    "label": N_("Name"),
    "address": N_("IP address"),
    "port": N_("Port"),
    "resolution": N_("Resolution"),
    "kind": N_("Type"),
    "model": N_("Model"),
    "protocol": N_("Protocol"),
    "state": N_("Status"),
}
_NUMBER = re.compile(
    r"^\s*(?:[\[(【]?\s*(?P<channel>(?:D|A|CH|IPC|IP ?Camera|Camera|CAM|通道|채널|No\.?)\s*[-_#]?\s*\d{1,4})\s*[\])】]?"
    r"|(?P<count>\d{1,4})(?=[\s.、:：)\t]))[.、:：)]?\s*",
    re.IGNORECASE,
)
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "address",
        re.compile(r"(?<![\d.])(?:https?://|rtsp://)?\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?:/\S*)?(?![\d.])"),
    ),
    ("mac", re.compile(r"(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?![0-9A-Fa-f])")),
    (
        "resolution",
        re.compile(r"(?<!\w)\d{3,5}\s?[x×*✕]\s?\d{3,5}(?:\s?@\s?\d+\s?(?:fps)?)?(?!\w)", re.IGNORECASE),
    ),
    (
        "resolution",
        re.compile(r"(?<!\w)(?:\d+(?:\.\d+)?\s?MP|(?:720|960|1080|1440|2160)[pP]|[48][kK])(?!\w)"),
    ),
    ("resolution", re.compile(r"(?<!\w)\d{2,4}\s?(?:万|만)\s?(?:像素|화소)?")),
    (
        "protocol",
        re.compile(
            r"(?<!\w)(?:ONVIF|HIKVISION|DAHUA|UNIVIEW|HANWHA|WISENET|TPLINK|PRIVATE|RTSP|PSIA|海康|大华|宇视|私有)(?!\w)",
            re.IGNORECASE,
        ),
    ),
    (
        "state",
        re.compile(
            r"(?<!\w)(?:online|offline|connected|disconnected|在线|离线|已连接|未连接|连接成功|정상|온라인|오프라인|연결됨|연결|끊김)(?!\w)",
            re.IGNORECASE,
        ),
    ),
    (
        "model",
        re.compile(
            r"(?<!\w)(?=[A-Z0-9()/-]*\d)(?=[A-Z0-9()/-]*[A-Z])[A-Z]{2,}[A-Z0-9]*-?[A-Z0-9]*\d[A-Za-z0-9()/-]{2,}(?!\w)"
        ),
    ),
)
_PORT = re.compile(r"(?<!\S)(?:80|443|554|8000|8080|8899|34567|37777|37810)(?!\S)")
_BRACKETS = re.compile(r"[\[【「『“\"](?P<name>[^\]】」』”\"]{1,200})[\]】」』”\"]")
_PAIR = re.compile(r"^\s*(?P<key>[^:：=]{1,30}?)\s*[:：=]\s*(?P<value>.*?)\s*$")
_MOST = 0.7
"""Share of the lines that must agree for a text to have columns."""


def read_list(text: str, lang: Lang) -> Table:
    """Return the table in a text that was pasted.

    Args:
        text: of a spreadsheet or of a recorder's page.
        lang: of the headers that are given where the text has none.

    Raises:
        TableError: if there is nothing in it, or more than a list of devices has.
    """
    name = translate(PASTED, lang)
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise errors.EmptyTableError(file=name)
    if "\t" in text or _is_cut(lines, delimiter_of(text)):
        return text_table(text, name)
    return _pairs(lines, name) or _spaced(lines, name) or _loose(lines, name, lang)


def _is_cut(lines: list[tuple[int, str]], mark: str) -> bool:
    """Tell whether most lines have the same number of cells, and more than one."""
    often, many = Counter(line.count(mark) for _, line in lines).most_common(1)[0]
    return often > 0 and many >= _MOST * len(lines)


def _pairs(lines: list[tuple[int, str]], name: str) -> Table | None:
    """Return a text of “key: value” lines as a table: a key that comes again begins the next device."""
    pairs = [(number, _PAIR.match(line)) for number, line in lines]
    known = [pair for _, pair in pairs if pair and header(pair["key"])]
    if len(known) < _MOST * len(lines) or len({pair["key"] for pair in known}) < 2:
        return None
    devices: list[tuple[int, dict[str, str]]] = []
    for number, pair in pairs:
        if pair is None:
            continue
        if not devices or pair["key"] in devices[-1][1]:
            devices.append((number, {}))
        devices[-1][1][pair["key"]] = pair["value"]
    keys = list(dict.fromkeys(key for _, device in devices for key in device))
    rows = [(number, [device.get(key, "") for key in keys]) for number, device in devices]
    return tidy([(devices[0][0], keys), *rows], name)


def _spaced(lines: list[tuple[int, str]], name: str) -> Table | None:
    """Return a text whose columns have two blanks or more between them, or a header and as many words in each line."""
    for gap in (r"\s{2,}", r"\s+"):
        rows = [(number, re.split(gap, line.strip())) for number, line in lines]
        width, many = Counter(len(row) for _, row in rows).most_common(1)[0]
        heads = sum(header(cell) is not None for cell in rows[0][1])
        is_headed = heads >= 2 and heads * 2 >= len(rows[0][1]) and len(rows[0][1]) == width
        if width > 1 and many == len(rows) and is_headed:
            return tidy(rows, name)
    return None


def _loose(lines: list[tuple[int, str]], name: str, lang: Lang) -> Table:
    """Return a text read line by line, each part by its shape."""
    devices = []
    for number, line in lines:
        words = line.split()
        if len(words) > 1 and sum(header(word) is not None for word in words) * 2 > len(words):
            continue
        devices.append((number, _parts(line)))
    if not devices:
        raise errors.EmptyTableError(file=name)
    used = [key for key in _TITLES if any(parts.get(key) for _, parts in devices)]
    head = [translate(_TITLES[key], lang) for key in used]
    return tidy(
        [(0, head), *((number, [parts.get(key, "") for key in used]) for number, parts in devices)], name
    )


def _parts(line: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    if number := _NUMBER.match(line):
        parts["number"] = (number["channel"] or number["count"]).strip()
        line = line[number.end() :]
    if bracketed := _BRACKETS.search(line):
        parts["label"] = bracketed["name"].strip()
        line = f"{line[: bracketed.start()]}  {line[bracketed.end() :]}"
    for key, shape in _SHAPES:
        if (found := shape.search(line)) and not parts.get(key):
            parts[key] = found[0].strip()
            line = f"{line[: found.start()]}  {line[found.end() :]}"
    if "address" in parts and (port := _PORT.search(line)):
        parts["port"] = port[0]
        line = f"{line[: port.start()]}  {line[port.end() :]}"
    rest = " ".join(re.sub(r"\s[|,;/\-–]+(?=\s|$)|^[|,;/\-–]+\s", " ", f" {line} ").split())
    if "label" in parts:
        parts["kind"] = rest
    else:
        parts["label"] = rest
    return parts
