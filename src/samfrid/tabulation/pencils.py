"""The two pencils: one that can draw only what is protected, one for staff that marks what it draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samfrid.adapters.charts import public as public_charts
from samfrid.adapters.charts import staff as staff_charts
from samfrid.adapters.charts.model import Axis, Break, Caption
from samfrid.adapters.charts.style import MEN, OTHER_GENDER, WOMEN, Look
from samfrid.adapters.maps import public as public_maps
from samfrid.adapters.maps import staff as staff_maps
from samfrid.adapters.maps.model import Extent
from samfrid.domain.equality import Comparison
from samfrid.domain.reports import Figure
from samfrid.domain.tables import Member, ProtectedTable, RawTable
from samfrid.domain.wording import Language, Text
from samfrid.tabulation.plan import Plan


def gender_looks(plan: Plan) -> Mapping[str, Look]:
    """Give women, men and other genders their own marks, whatever order the plan compares them in."""
    first, second = plan.compare
    women, men = (second, first) if first in _MEN or second in _WOMEN else (first, second)
    return {**dict.fromkeys(_OTHER, OTHER_GENDER), women: WOMEN, men: MEN}


_WOMEN, _MEN, _OTHER = ("woman", "women", "female"), ("man", "men", "male"), ("other", "non_binary")


@dataclass(frozen=True, slots=True)
class PublicPencil:
    """Draws from protected tables."""

    language: Language
    looks: Mapping[str, Look]

    def dots(self, comparison: Comparison[ProtectedTable], caption: Caption, axis: Axis) -> Figure:
        """Draw dots with intervals."""
        return public_charts.dots(comparison, caption, self.language, looks=self.looks, axis=axis)

    def trends(
        self, panels: Mapping[Text, Comparison[ProtectedTable]], caption: Caption, breaks: Sequence[Break]
    ) -> Figure:
        """Draw lines over time, cut at breaks."""
        return public_charts.trends(panels, caption, self.language, breaks=breaks, looks=self.looks)

    def share_map(
        self, comparison: Comparison[ProtectedTable], group: Member, caption: Caption, extent: Extent | None
    ) -> Figure:
        """Shade places by the share of one group."""
        return public_maps.share_map(comparison, group, caption, self.language, extent=extent)


@dataclass(frozen=True, slots=True)
class StaffPencil:
    """Draws from true counts; every figure says that it must not be spread."""

    language: Language
    looks: Mapping[str, Look]

    def dots(self, comparison: Comparison[RawTable], caption: Caption, axis: Axis) -> Figure:
        """Draw dots with intervals."""
        return staff_charts.dots(comparison, caption, self.language, looks=self.looks, axis=axis)

    def trends(
        self, panels: Mapping[Text, Comparison[RawTable]], caption: Caption, breaks: Sequence[Break]
    ) -> Figure:
        """Draw lines over time, cut at breaks."""
        return staff_charts.trends(panels, caption, self.language, breaks=breaks, looks=self.looks)

    def share_map(
        self, comparison: Comparison[RawTable], group: Member, caption: Caption, extent: Extent | None
    ) -> Figure:
        """Shade places by the share of one group."""
        return staff_maps.share_map(comparison, group, caption, self.language, extent=extent)
