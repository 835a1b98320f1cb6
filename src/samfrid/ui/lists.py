"""Lists that every page with rows uses: filter, sort, turn pages, and save as a file for those who may.

A page describes its columns once in a `ListDesign`, and answers with `show_list`. Everything that chooses rows
stands in the address, so that a list can be linked to, and works without script.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString

from samfrid.domain.wording import Text, format_date, format_number
from samfrid.ui.downloads import table_file
from samfrid.ui.forms import PlainForm
from samfrid.ui.words import page_language, said, say

Row = TypeVar("Row")
Value = str | int | float | bool | date | datetime | None
PAGE, ORDER, SAVE = "sida", "ordning", "hamta"
_SWEDISH = str.maketrans("åäöÅÄÖ", "{|}{|}")


class FilterForm(PlainForm):
    """Questions that narrow a list. Every field may be left empty; a subclass says what an answer means."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def narrow(self, rows: Any) -> Any:
        """The rows that fit the answers in `self.cleaned_data`."""
        return rows


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column of a list.

    `value`: what is shown, sorted and saved. `sort`: the fields of the database to sort by; for rows that are not
    a query any non-empty `sort` sorts by the value. `link`: the address a cell leads to. `draw`: markup of its own
    on the page, for instance a status; the file still gets the value.
    """

    name: str
    title: Text
    value: Callable[[Row], Value]
    sort: tuple[str, ...] = ()
    is_number: bool = False
    link: Callable[[Row], str] | None = None
    draw: Callable[[Row], SafeString] | None = None


@dataclass(frozen=True, slots=True)
class ListDesign(Generic[Row]):
    """A list: the name of its file (neutral, plain letters), its title, its columns, the order it opens in.

    `order`: the name of a column, with - before it for the other way round; empty keeps the order of the rows.
    """

    name: str
    title: Text
    columns: tuple[Column[Row], ...]
    order: str = ""
    page_size: int = 25
    filters: type[FilterForm] | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column, and where one goes to sort by it."""

    title: str
    is_number: bool
    sorted: str  # "ascending", "descending" or ""
    address: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the page."""

    label: str
    shown: str
    link: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as one reader asked for it, ready for `<c-list>`."""

    title: str
    headings: list[Heading]
    rows: list[list[Cell]]
    count: int
    page: Page[Any]
    filters: FilterForm | None
    is_narrowed: bool
    start_address: str
    previous_address: str
    next_address: str
    downloads: list[tuple[str, str]]
    kept: list[tuple[str, str]]


def show_list(
    request: HttpRequest,
    template: str,
    design: ListDesign[Row],
    rows: QuerySet[Any] | Sequence[Row],
    *,
    saved: Callable[[int], None] | None = None,
    context: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Answer with a page of a list (`listing` in its template), or with the whole of it as a file.

    `saved`: given when the reader may save the list; told how many rows leave, before they do, so that it is
    recorded. Without it no file is offered and an address that asks for one shows the page.
    Promise: two queries whatever the number of rows, apart from those of the filter's own choices.
    """
    form, chosen = _narrowed(design, request.GET, rows)
    ordered = _ordered(design, chosen, _order_of(design, request.GET))
    wanted = request.GET.get(SAVE)
    if saved and wanted in ("csv", "xlsx"):
        everything = list(ordered)
        saved(len(everything))
        return _file(design, everything, "csv" if wanted == "csv" else "xlsx")
    listing = _listing(design, request.GET, ordered, form, may_save=saved is not None)
    return render(request, template, {"listing": listing, **(context or {})})


def swedish_order(text: str) -> str:
    """What to sort a text by so that å, ä and ö come last, large and small letters alike."""
    return text.casefold().translate(_SWEDISH)


def _narrowed(design: ListDesign[Row], asked: QueryDict, rows: Any) -> tuple[FilterForm | None, Any]:
    if design.filters is None:
        return None, rows
    form = design.filters(asked)
    form.is_valid()  # an answer that is no answer narrows nothing, and says so beside its field
    return form, form.narrow(rows)


def _order_of(design: ListDesign[Row], asked: QueryDict) -> str:
    wanted = asked.get(ORDER, "")
    known = {column.name for column in design.columns if column.sort}
    return wanted if wanted.removeprefix("-") in known else design.order


def _ordered(design: ListDesign[Row], rows: Any, order: str) -> Any:
    column = next((c for c in design.columns if c.name == order.removeprefix("-")), None)
    if column is None:
        return rows
    backwards = order.startswith("-")
    if isinstance(rows, QuerySet):
        fields = [F(field) for field in column.sort]
        turned = [f.desc(nulls_last=True) if backwards else f.asc(nulls_last=True) for f in fields]
        return rows.order_by(*turned, "pk")
    known = [row for row in rows if column.value(row) is not None]
    unknown = [row for row in rows if column.value(row) is None]
    return [*sorted(known, key=lambda row: _key(column.value(row)), reverse=backwards), *unknown]


def _key(value: Value) -> Any:
    return swedish_order(value) if isinstance(value, str) else value


def _listing(
    design: ListDesign[Row], asked: QueryDict, rows: Any, form: FilterForm | None, *, may_save: bool
) -> Listing:
    page = Paginator(rows, design.page_size).get_page(asked.get(PAGE))
    formats = [("CSV", "csv"), ("Excel", "xlsx")] if may_save else []
    return Listing(
        title=said(design.title),
        headings=_headings(design, asked, _order_of(design, asked)),
        rows=[[_cell(column, row) for column in design.columns] for row in page.object_list],
        count=page.paginator.count,
        page=page,
        filters=form,
        is_narrowed=form is not None and any(form.cleaned_data.get(name) for name in form.fields),
        start_address=_address(_only(asked, ORDER)),
        previous_address=_address(asked, **{PAGE: page.previous_page_number()})
        if page.has_previous()
        else "",
        next_address=_address(asked, **{PAGE: page.next_page_number()}) if page.has_next() else "",
        downloads=[(name, _address(asked, **{PAGE: None, SAVE: code})) for name, code in formats],
        kept=[(ORDER, asked.get(ORDER, ""))] if ORDER in asked else [],
    )


def _headings(design: ListDesign[Row], asked: QueryDict, order: str) -> list[Heading]:
    found = []
    for column in design.columns:
        up, down = order == column.name, order == f"-{column.name}"
        turned = f"-{column.name}" if up else column.name
        found.append(
            Heading(
                said(column.title),
                column.is_number,
                "ascending" if up else "descending" if down else "",
                _address(asked, **{ORDER: turned, PAGE: None}) if column.sort else "",
            )
        )
    return found


def _cell(column: Column[Row], row: Row) -> Cell:
    shown = column.draw(row) if column.draw else _in_words(column.value(row))
    return Cell(said(column.title), shown, column.link(row) if column.link else "", column.is_number)


def _in_words(value: Value) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return str(say("Ja", "Yes") if value else say("Nej", "No"))
    if isinstance(value, datetime):
        return format_date(timezone.localtime(value).date(), page_language())
    if isinstance(value, date):
        return format_date(value, page_language())
    if isinstance(value, float):
        return format_number(value, page_language(), decimals=0 if value.is_integer() else 1)
    return format_number(value, page_language()) if isinstance(value, int) else value


def _address(asked: QueryDict, **changed: str | int | None) -> str:
    """The same page with other choices; a choice that is None is left out."""
    query = asked.copy()
    query.pop(SAVE, None)
    for name, value in changed.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"


def _only(asked: QueryDict, *names: str) -> QueryDict:
    kept = QueryDict(mutable=True)
    for name in names:
        if name in asked:
            kept[name] = asked.get(name, "")
    return kept


def _file(design: ListDesign[Row], rows: Sequence[Row], file_format: Any) -> HttpResponse:
    from samfrid.adapters.spreadsheets import OutColumn  # slow to start; most pages send no table

    columns = [
        OutColumn(said(column.title), [_plain(column.value(row)) for row in rows])
        for column in design.columns
    ]
    return table_file(said(design.title), columns, design.name, file_format)


def _plain(value: Value) -> Value:
    """A time as the clock in Sweden shows it, since a cell of a workbook knows no zones."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).replace(tzinfo=None, microsecond=0)
    return value
