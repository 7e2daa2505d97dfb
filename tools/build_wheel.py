"""Build hook of the wheel: ships the top-level ``resources`` folder inside the package.

An editable install reads the folder where it lies, so a copy would only go stale there.
"""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ResourcesHook(BuildHookInterface):  # type: ignore[type-arg]  # generic over a private configuration class
    """Includes ``resources`` as ``fr_desk/_resources``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the folder to a standard wheel.

        Args:
            version: what is being built, ``standard`` or ``editable``.
            build_data: hatchling's mutable description of the build.
        """
        if version == "standard":
            build_data["force_include"]["resources"] = "fr_desk/_resources"
