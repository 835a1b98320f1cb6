"""What can be written in the audit. A deed without a name here can't be recorded; add it where it belongs."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """Verbs, one per deed or read. The value is stored; it never changes its meaning."""

    # accounts
    SIGNED_IN = "account.signed_in"
    SIGN_IN_FAILED = "account.sign_in_failed"
    SIGNED_OUT = "account.signed_out"
    SESSION_ENDED = "account.session_ended"
    SECOND_FACTOR_CHANGED = "account.second_factor_changed"
    PASSWORD_CHANGED = "account.password_changed"  # noqa: S105 - a verb
    PASSWORD_LINK_MADE = "account.password_link_made"  # noqa: S105 - a verb
    ACCOUNT_CREATED = "account.created"
    ACCOUNT_CLOSED = "account.closed"
    # organisations
    ORGANISATION_CREATED = "organisation.created"
    ORGANISATION_CHANGED = "organisation.changed"
    UNIT_CHANGED = "organisation.unit_changed"
    MEMBERSHIP_CHANGED = "organisation.membership_changed"
    SCOPE_CROSSED = "organisation.scope_crossed"
    ACCESS_DENIED = "organisation.access_denied"
    # vault
    REFERENCE_SEALED = "vault.reference_sealed"
    REFERENCE_READ = "vault.reference_read"
    REFERENCE_SEARCHED = "vault.reference_searched"
    PERSON_ERASED = "vault.person_erased"
    KEYS_ROTATED = "vault.keys_rotated"
    # asking
    ASKINGS_COUNTED = "surveys.askings_counted"  # the daily count per unit, nothing more
    HANDED_OVER = "surveys.handed_over"
    INVITATION_MADE = "surveys.invitation_made"
    INVITED_ANSWER_KEPT = "surveys.invited_answer_kept"
    NEXT_STEPS_CHANGED = "surveys.next_steps_changed"
    QUESTIONNAIRE_ADOPTED = "surveys.questionnaire_adopted"
    # cases
    CASE_OPENED = "cases.opened"
    CASE_READ = "cases.read"
    CASES_LISTED = "cases.listed"
    CASE_CHANGED = "cases.changed"
    CASE_CLOSED = "cases.closed"
    INTERVENTION_CHANGED = "cases.intervention_changed"
    # intake
    FILE_RECEIVED = "intake.file_received"
    FILE_COMMITTED = "intake.file_committed"
    FILE_DISCARDED = "intake.file_discarded"
    PROFILE_SAVED = "intake.profile_saved"
    PERIOD_DELIVERED = "intake.period_delivered"
    # analysis and releases
    SNAPSHOT_TAKEN = "analysis.snapshot_taken"
    RELEASE_PREPARED = "analysis.release_prepared"
    RELEASE_APPROVED = "analysis.release_approved"
    RELEASE_RETURNED = "analysis.release_returned"
    RELEASE_PUBLISHED = "releases.published"
    RELEASE_WITHDRAWN = "releases.withdrawn"
    STAFF_FIGURES_READ = "analysis.staff_figures_read"
    LIST_EXPORTED = "staff.list_exported"
    # contacts and documents
    CONTACT_WAY_CHANGED = "contacts.changed"
    CONTACT_WAY_VERIFIED = "contacts.verified"
    DOCUMENT_PUBLISHED = "documents.published"
    DOCUMENT_WITHDRAWN = "documents.withdrawn"
    # the audit itself
    AUDIT_READ = "audit.read"
    AUDIT_EXPORTED = "audit.exported"
    REVIEW_DRAWN = "audit.review_drawn"
    REVIEW_FINISHED = "audit.review_finished"
    SEGMENT_SEALED = "audit.segment_sealed"
    SEGMENT_REMOVED = "audit.segment_removed"
    # jobs and keeping
    JOB_STARTED = "jobs.started"
    JOB_FAILED = "jobs.failed"
    BACKED_UP = "keeping.backed_up"
    RESTORED = "keeping.restored"
