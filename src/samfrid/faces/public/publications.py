"""Which releases stand and which were withdrawn, in one query a page."""

from __future__ import annotations

from dataclasses import dataclass

from samfrid.apps.releases import selectors
from samfrid.apps.releases.models import Release


@dataclass(frozen=True, slots=True)
class Standing:
    """The releases that stand and those that were withdrawn, newest first."""

    releases: list[Release]
    withdrawn: list[Release]

    def with_measure(self, code: str) -> list[Release]:
        """Releases that stand and have a measure."""
        return [release for release in self.releases if _has(release, code)]

    def withdrawn_with(self, code: str) -> list[Release]:
        """Withdrawn releases that had a measure."""
        return [release for release in self.withdrawn if _has(release, code)]

    def withdrawn_after(self, release: Release, code: str) -> Release | None:
        """The newest withdrawn release of the same publisher that would have taken the place of one that stands."""
        return next(
            (
                gone
                for gone in self.withdrawn_with(code)
                if gone.published_at > release.published_at
                and gone.organisation_id == release.organisation_id
            ),
            None,
        )


def standing() -> Standing:
    """Read every release, without its content."""
    found = selectors.published(withdrawn=True)
    return Standing(
        [release for release in found if not release.is_withdrawn],
        [release for release in found if release.is_withdrawn],
    )


def _has(release: Release, code: str) -> bool:
    return any(definition["code"] == code for definition in release.definitions)
