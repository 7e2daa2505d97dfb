"""In which character set a text is written: byte order marks, UTF-8, UTF-16, and those of offices in China and Korea.

The same bytes are often valid in GB 18030 and in CP949. What decides is how many of the characters people use all the
time: a wrong guess gives rare ones.
"""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

ENCODINGS = ("utf-8", "gb18030", "cp949", "big5", "utf-16-le", "utf-16-be", "cp1252")
"""The character sets a text may be read in, as Python calls them."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_USUAL = {
    "gb18030": (
        "的一是不了在有人这中大为上个国和地到时以用生到出就分对会可也能下过得子于着还方后多然学家种法好"
        "号名称位置类型型机像摄监控通道设备安装电梯大堂走廊楼层门口前台厅室房间外内东西南北侧入出口车库停场"
        "办公仓厨餐健身泳池更衣洗手间消防梯枪半球全景人脸识别分辨率录音频视区域序编地址点备注状态在线离无否关开启"
        "一二三四五六七八九十层楼万素高清网络固定云台快球天数日期时间用途"
    ),
    "cp949": (
        "이다는가의에을를로은고하기도지사시리인자대어서아라정일수나부보스전해주그상과제장한만원동으여무소구비"
        "카메라채널명설치위번호종류화소해상녹음성얼굴식안면출입구로비복층계단엘베이터주차옥상외곽실내사무데스크"
        "헬장탈의욕프런트식당창고후문정회전돔고정형불렛박스온라인오프있없음예아니유무남녀동서북쪽지하관리현매표소"
        "모델이름장소구역용도비고날짜연결상태"
    ),
    "big5": "的一是不了在有人這中大為上個國和地號名稱位置類型機攝監控通道設備安裝電梯大堂走廊樓層門口前廳室房間區域",
    "cp1252": "éèêëàâäöüßñçåøæóíáúÉÄÖÜ°²³×·–—’“”…",
}


def decoded(data: bytes, encoding: str = "") -> tuple[str, str]:
    """Return a text and the name of its character set.

    Args:
        data: the bytes.
        encoding: one of :data:`ENCODINGS` if somebody knows; else it is found out.

    Raises:
        UnicodeDecodeError: if it is not written in ``encoding``, or in none that is known.
    """
    if encoding:
        mark = next((mark for mark, name in _MARKS if name == encoding and data.startswith(mark)), b"")
        return data.removeprefix(mark).decode(encoding), encoding
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.removeprefix(mark).decode(name), name
    for name in (_wide(data), "utf-8"):
        if name and (text := _read(data, name)) is not None:
            return text, name
    return _likeliest(data)


def _wide(data: bytes) -> str:
    """Return the UTF-16 of a text without a mark: only there the zeros of line ends and digits stand on one side."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if len(data) % 2 or even == odd or max(even, odd) < 1 or min(even, odd) * 8 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _read(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _likeliest(data: bytes) -> tuple[str, str]:
    scored = []
    for name, usual in _USUAL.items():
        text = _read(data, name)
        if text is not None:
            wide = [letter for letter in text if ord(letter) > 0x7F]
            scored.append((sum(letter in usual for letter in wide) / max(len(wide), 1), text, name))
    best = max(scored, default=None, key=lambda one: one[0])
    if best is None:
        raise UnicodeDecodeError("utf-8", data[:16], 0, 1, "no known character set")
    rivals = [name for score, _, name in scored if best[0] - score < 0.05]
    if len(rivals) > 1 and (guess := from_bytes(data[:200_000], cp_isolation=rivals).best()) is not None:
        named = guess.encoding.replace("_", "-")
        return next(((text, name) for _, text, name in scored if name == named), best[1:])
    return best[1], best[2]
