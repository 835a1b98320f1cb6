"""What each role may do, as a list anyone can read. The roles are those of the product's users."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samfrid.domain.wording import Text


class Permission(StrEnum):
    """One thing a person may be allowed to do inside an organisation."""

    ASKING_TALLY = "asking.tally"
    ASKING_HAND_OVER = "asking.hand_over"
    ASKING_COVERAGE = "asking.coverage"
    NEXT_STEPS_EDIT = "next_steps.edit"
    CASE_READ_OWN_UNIT = "case.read_own_unit"
    CASE_WRITE_OWN_UNIT = "case.write_own_unit"
    CASE_READ_OWN_ORGANISATION = "case.read_own_organisation"
    INTAKE_IMPORT = "intake.import"
    PERIOD_DELIVER = "period.deliver"
    FIGURES_READ = "figures.read"
    RELEASE_PREPARE = "release.prepare"
    RELEASE_APPROVE = "release.approve"
    RELEASE_WITHDRAW = "release.withdraw"
    CONTACTS_EDIT = "contacts.edit"
    DOCUMENTS_EDIT = "documents.edit"
    AUDIT_READ = "audit.read"
    ORGANISATION_EDIT = "organisation.edit"
    MEMBERS_EDIT = "members.edit"


class Role(StrEnum):
    """The roles that sign in."""

    INTERVENTION_WORKER = "intervention_worker"
    SOCIAL_WORKER = "social_worker"
    MANAGER = "manager"
    ASSOCIATION_HEAD = "association_head"
    DEVELOPMENT_LEADER = "development_leader"
    COUNTY_STRATEGIST = "county_strategist"
    BOARD_MEMBER = "board_member"
    TRAINER = "trainer"
    EDITOR = "editor"
    PARTNER = "partner"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class RoleDescription:
    """A role in words, what it may do, and whether it meets cases (then a second factor is forced)."""

    name: Text
    does: Text
    permissions: frozenset[Permission]

    @property
    def meets_cases(self) -> bool:
        """Whether the role can come near a person in support."""
        return bool(self.permissions & _NEAR_PERSONS)


_NEAR_PERSONS = frozenset(
    {
        Permission.ASKING_TALLY,
        Permission.ASKING_HAND_OVER,
        Permission.CASE_READ_OWN_UNIT,
        Permission.CASE_WRITE_OWN_UNIT,
        Permission.CASE_READ_OWN_ORGANISATION,
        Permission.INTAKE_IMPORT,
        Permission.FIGURES_READ,
        Permission.RELEASE_PREPARE,
        Permission.RELEASE_APPROVE,
        Permission.AUDIT_READ,
        Permission.MEMBERS_EDIT,
    }
)
# Pages behind these hold what was said by or about a person in support: nothing typed there is shown again
# after a session has ended.
NEAR_ANSWERS = frozenset(
    {
        Permission.ASKING_TALLY,
        Permission.ASKING_HAND_OVER,
        Permission.CASE_READ_OWN_UNIT,
        Permission.CASE_WRITE_OWN_UNIT,
        Permission.CASE_READ_OWN_ORGANISATION,
        Permission.INTAKE_IMPORT,
        Permission.AUDIT_READ,
    }
)
_P = Permission

ROLES: dict[Role, RoleDescription] = {
    Role.INTERVENTION_WORKER: RoleDescription(
        Text("Handläggare i insats", "Intervention worker"),
        Text(
            "Frågar om våld, visar nästa steg och räknar in.",
            "Asks about violence, shows next steps, tallies.",
        ),
        frozenset({_P.ASKING_TALLY, _P.ASKING_HAND_OVER, _P.CASE_READ_OWN_UNIT, _P.CASE_WRITE_OWN_UNIT}),
    ),
    Role.SOCIAL_WORKER: RoleDescription(
        Text("Socialsekreterare", "Social worker"),
        Text(
            "Följer egna ärenden före, under och efter stöd.",
            "Follows own cases before, during and after support.",
        ),
        frozenset({_P.ASKING_TALLY, _P.ASKING_HAND_OVER, _P.CASE_READ_OWN_UNIT, _P.CASE_WRITE_OWN_UNIT}),
    ),
    Role.MANAGER: RoleDescription(
        Text("Chef för team eller insats", "Team or intervention manager"),
        Text("Ser vem som fått frågan och vad som saknas.", "Sees who was asked and what is missing."),
        frozenset(
            {
                _P.ASKING_TALLY,
                _P.ASKING_HAND_OVER,
                _P.ASKING_COVERAGE,
                _P.NEXT_STEPS_EDIT,
                _P.CASE_READ_OWN_UNIT,
                _P.CASE_WRITE_OWN_UNIT,
                _P.INTAKE_IMPORT,
                _P.PERIOD_DELIVER,
            }
        ),
    ),
    Role.ASSOCIATION_HEAD: RoleDescription(
        Text("Förbundschef", "Association head"),
        Text(
            "Levererar perioder, godkänner offentlig statistik.",
            "Delivers periods, approves public statistics.",
        ),
        frozenset(
            {_P.ASKING_COVERAGE, _P.PERIOD_DELIVER, _P.FIGURES_READ, _P.RELEASE_APPROVE, _P.DOCUMENTS_EDIT}
        ),
    ),
    Role.DEVELOPMENT_LEADER: RoleDescription(
        Text("Utvecklingsledare", "Development leader"),
        Text("Analyserar, förbereder och jämför.", "Analyses, prepares and compares."),
        frozenset(
            {
                _P.ASKING_COVERAGE,
                _P.NEXT_STEPS_EDIT,
                _P.INTAKE_IMPORT,
                _P.PERIOD_DELIVER,
                _P.FIGURES_READ,
                _P.RELEASE_PREPARE,
                _P.RELEASE_APPROVE,
                _P.RELEASE_WITHDRAW,
                _P.CONTACTS_EDIT,
                _P.DOCUMENTS_EDIT,
            }
        ),
    ),
    Role.COUNTY_STRATEGIST: RoleDescription(
        Text("Strateg på länsstyrelsen", "County-board strategist"),
        Text("Följer upp länets arbete.", "Follows up the work of the county."),
        frozenset({_P.FIGURES_READ, _P.RELEASE_PREPARE, _P.RELEASE_APPROVE, _P.DOCUMENTS_EDIT}),
    ),
    Role.BOARD_MEMBER: RoleDescription(
        Text("Ledamot", "Board member"), Text("Läser styrelsens sida.", "Reads the board page."), frozenset()
    ),
    Role.TRAINER: RoleDescription(
        Text("Utbildare", "Trainer"), Text("Håller kurser.", "Holds courses."), frozenset()
    ),
    Role.EDITOR: RoleDescription(
        Text("Redaktör", "Editor"),
        Text("Håller kontaktvägar och dokument aktuella.", "Keeps contact ways and documents up to date."),
        frozenset({_P.CONTACTS_EDIT, _P.DOCUMENTS_EDIT}),
    ),
    Role.PARTNER: RoleDescription(
        Text("Samverkanspart", "Partner"),
        Text("Delar kontaktvägar; ser aldrig ärenden.", "Shares contact ways; never sees cases."),
        frozenset(),
    ),
    Role.DATA_PROTECTION_OFFICER: RoleDescription(
        Text("Dataskyddsombud och logggranskare", "Data-protection officer and log reviewer"),
        Text("Granskar vem som läst och gjort vad.", "Reviews who read and did what."),
        frozenset({_P.AUDIT_READ}),
    ),
    Role.ADMINISTRATOR: RoleDescription(
        Text("Administratör", "Administrator"),
        Text(
            "Lägger upp enheter och konton; ser aldrig ärenden.",
            "Sets up units and accounts; never sees cases.",
        ),
        frozenset({_P.ORGANISATION_EDIT, _P.MEMBERS_EDIT}),
    ),
}
