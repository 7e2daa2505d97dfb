"""What goes wrong at invented venues: each function spoils the answers of one dossier, or leaves them as they are."""

import random
from collections.abc import Callable
from typing import Any

Tree = dict[str, Any]
Fault = Callable[[Tree, random.Random], None]

_NEEDED = frozenset(
    {"format", "id", "revision", "kind", "jurisdiction", "name", "zone", "sees", "activities"}
)
"""Answers that even unfinished dossiers mostly have, so that they stay dossiers of something."""


def _faces(tree: Tree) -> list[Tree]:
    return [one for one in tree["activities"].values() if "consent" in one]


def _any(items: Tree, rng: random.Random) -> Tree:
    chosen: Tree = rng.choice(list(items.values()))
    return chosen


def _some(words: list[str] | None, most: int, rng: random.Random) -> list[str]:
    return rng.sample(words or [], min(most, len(words or [])))


def _sees_undressing(tree: Tree, rng: random.Random) -> None:
    secluded = [key for key, zone in tree["zones"].items() if zone["used_for_undressing"]]
    if secluded:
        camera = _any(tree["cameras"], rng)
        camera["sees"] = [*camera["sees"], rng.choice(secluded)]


def _only_way(tree: Tree, _rng: random.Random) -> None:
    for face in _faces(tree):
        face |= {"mandatory": True, "alternatives": {}}


def _kept_for_ever(tree: Tree, _rng: random.Random) -> None:
    for face in _faces(tree):
        face["retention"]["template"] = {"kind": "indefinite", "automatic": False}


def _sign_only(tree: Tree, _rng: random.Random) -> None:
    for face in _faces(tree):
        face["consent"] |= {"form": "sign_only", "separate": False, "recorded": False, "items": ["purpose"]}


def _bundled(tree: Tree, rng: random.Random) -> None:
    for face in _faces(tree):
        face["consent"] |= {
            "pressure": ["bundled"],
            "unticked": False,
            "terms": [rng.choice(("no_end", "irrevocable"))],
        }


def _captures_all(tree: Tree, rng: random.Random) -> None:
    for face in _faces(tree):
        face |= {"captures_unenrolled": True, "unenrolled_data": rng.choice(("kept", "erased_at_once"))}


def _used_again(tree: Tree, rng: random.Random) -> None:
    _any(tree["activities"], rng)["second_uses"] = [rng.choice(("marketing", "statistics"))]


def _no_signs(tree: Tree, _rng: random.Random) -> None:
    tree["signs"] = {}


def _poor_sign(tree: Tree, rng: random.Random) -> None:
    if tree["signs"]:
        _any(tree["signs"], rng)["items"] = ["purpose", "operator"]


def _hears(tree: Tree, rng: random.Random) -> None:
    _any(tree["cameras"], rng)["audio"] = "on"


def _recognises(tree: Tree, rng: random.Random) -> None:
    _any(tree["cameras"], rng)["face_function"] = rng.choice(("identification", "attributes", "licensed_off"))


def _factory_password(tree: Tree, rng: random.Random) -> None:
    _any(tree["cameras"], rng).update(
        default_password_changed=False, network=rng.choice(("site", "internet"))
    )


def _seen_from_outside(tree: Tree, _rng: random.Random) -> None:
    tree["safeguards"] |= {"remote_viewing": True, "encrypted_in_transit": False}


def _unguarded(tree: Tree, rng: random.Random) -> None:
    for name in rng.sample(
        ("access_control", "access_logs", "viewing_register", "physical_lock", "staff_training"), 2
    ):
        tree["safeguards"][name] = False


def _never_searched(tree: Tree, _rng: random.Random) -> None:
    tree["safeguards"]["sweeps"] = False
    tree["safeguards"].pop("last_sweep_on", None)


def _not_assessed(tree: Tree, _rng: random.Random) -> None:
    tree["assessment"] = {"done": False}


def _short_video(tree: Tree, rng: random.Random) -> None:
    tree["activities"]["a1"]["retention"]["video"]["days"] = rng.choice((3, 7, 15, 180))


def _not_filed(tree: Tree, _rng: random.Random) -> None:
    tree["filings"]["police"]["filed"] = False
    for name in ("filed_on", "number", "matches"):
        tree["filings"]["police"].pop(name, None)


def _no_contract(tree: Tree, rng: random.Random) -> None:
    helpers = [one for activity in tree["activities"].values() for one in activity["processors"].values()]
    for helper in helpers:
        helper |= {"contract_signed": False, "clauses": _some(helper["clauses"], 4, rng)}


def _cloud(tree: Tree, _rng: random.Random) -> None:
    for face in _faces(tree):
        face["storage"] |= {
            "templates": ["vendor_cloud"],
            "leaves_device": ["templates"],
            "channel": ["internet"],
        }


def _thin_notice(tree: Tree, rng: random.Random) -> None:
    tree["notice"] |= {"items": _some(tree["notice"]["items"], 5, rng), "before_capture": False}


def _slow_answers(tree: Tree, _rng: random.Random) -> None:
    tree["rights"] |= {"answer_days": 60, "footage_without_police": False}


def _many_stored(tree: Tree, rng: random.Random) -> None:
    for face in _faces(tree):
        face["persons_stored"] = rng.randint(100_000, 400_000)


FAULTS: tuple[Fault, ...] = (
    *(
        _sees_undressing,
        _only_way,
        _kept_for_ever,
        _sign_only,
        _bundled,
        _captures_all,
        _used_again,
        _no_signs,
    ),
    *(_poor_sign, _hears, _recognises, _factory_password, _seen_from_outside, _unguarded, _never_searched),
    *(
        _not_assessed,
        _short_video,
        _not_filed,
        _no_contract,
        _cloud,
        _thin_notice,
        _slow_answers,
        _many_stored,
    ),
)


def forget(tree: Tree, rng: random.Random, share: float) -> None:
    """Leave a share of the answers unanswered."""
    for name, value in list(tree.items()):
        if isinstance(value, dict):
            forget(value, rng, share)
        elif name not in _NEEDED and rng.random() < share:
            tree[name] = None if name != "history" else ()
