"""What each deed is called where people read the log."""

from __future__ import annotations

from samfrid.domain.wording import Text
from samfrid.foundation.audit.actions import Action

ACTIONS: dict[Action, Text] = {
    Action.SIGNED_IN: Text("Loggade in", "Signed in"),
    Action.SIGN_IN_FAILED: Text("Misslyckad inloggning", "Failed sign-in"),
    Action.SIGNED_OUT: Text("Loggade ut", "Signed out"),
    Action.SESSION_ENDED: Text("Inloggning avslutad", "Session ended"),
    Action.SECOND_FACTOR_CHANGED: Text("Ändrade det andra steget", "Changed the second factor"),
    Action.PASSWORD_CHANGED: Text("Bytte lösenord", "Changed password"),
    Action.PASSWORD_LINK_MADE: Text("Gjorde en lösenordslänk", "Made a password link"),
    Action.ACCOUNT_CREATED: Text("Lade upp ett konto", "Created an account"),
    Action.ACCOUNT_CLOSED: Text("Stängde ett konto", "Closed an account"),
    Action.ORGANISATION_CREATED: Text("Lade upp organisationen", "Created the organisation"),
    Action.ORGANISATION_CHANGED: Text("Ändrade organisationen", "Changed the organisation"),
    Action.UNIT_CHANGED: Text("Ändrade en enhet", "Changed a unit"),
    Action.MEMBERSHIP_CHANGED: Text("Ändrade en medlem", "Changed a member"),
    Action.SCOPE_CROSSED: Text("Läste över organisationsgränsen", "Read across organisations"),
    Action.ACCESS_DENIED: Text("Nekades en sida", "Was denied a page"),
    Action.REFERENCE_SEALED: Text("Förseglade en egen beteckning", "Sealed an own reference"),
    Action.REFERENCE_READ: Text("Läste en egen beteckning", "Read an own reference"),
    Action.REFERENCE_SEARCHED: Text("Sökte på en egen beteckning", "Searched for an own reference"),
    Action.PERSON_ERASED: Text("Raderade en person", "Erased a person"),
    Action.KEYS_ROTATED: Text("Bytte nycklar", "Rotated keys"),
    Action.ASKINGS_COUNTED: Text("Frågetillfällen räknade", "Askings counted"),
    Action.HANDED_OVER: Text("Lämnade över skärmen", "Handed over the screen"),
    Action.INVITATION_MADE: Text("Gjorde svarskoder", "Made answering codes"),
    Action.INVITED_ANSWER_KEPT: Text("Ett svar med kod kom in", "An answer with a code came in"),
    Action.NEXT_STEPS_CHANGED: Text("Ändrade nästa steg", "Changed next steps"),
    Action.QUESTIONNAIRE_ADOPTED: Text("Tog ett frågeformulär i bruk", "Adopted a questionnaire"),
    Action.CASE_OPENED: Text("Öppnade ett ärende", "Opened a case"),
    Action.CASE_READ: Text("Läste ett ärende", "Read a case"),
    Action.CASES_LISTED: Text("Visade en lista med ärenden", "Listed cases"),
    Action.CASE_CHANGED: Text("Ändrade ett ärende", "Changed a case"),
    Action.CASE_CLOSED: Text("Avslutade ett ärende", "Closed a case"),
    Action.INTERVENTION_CHANGED: Text("Ändrade en insats", "Changed an intervention"),
    Action.FILE_RECEIVED: Text("Tog emot en fil", "Received a file"),
    Action.FILE_COMMITTED: Text("Läste in en fil", "Imported a file"),
    Action.FILE_DISCARDED: Text("Kastade en fil", "Discarded a file"),
    Action.PROFILE_SAVED: Text("Sparade en profil för inläsning", "Saved an import profile"),
    Action.PERIOD_DELIVERED: Text("Levererade en period", "Delivered a period"),
    Action.SNAPSHOT_TAKEN: Text("Tog en ögonblicksbild", "Took a snapshot"),
    Action.RELEASE_PREPARED: Text("Förberedde en publicering", "Prepared a release"),
    Action.RELEASE_APPROVED: Text("Godkände en publicering", "Approved a release"),
    Action.RELEASE_RETURNED: Text("Lämnade tillbaka en publicering", "Returned a release"),
    Action.RELEASE_PUBLISHED: Text("Publicerade statistik", "Published statistics"),
    Action.RELEASE_WITHDRAWN: Text("Drog tillbaka statistik", "Withdrew statistics"),
    Action.STAFF_FIGURES_READ: Text("Läste oskyddade siffror", "Read unprotected figures"),
    Action.LIST_EXPORTED: Text("Sparade en lista", "Saved a list"),
    Action.CONTACT_WAY_CHANGED: Text("Ändrade en kontaktväg", "Changed a contact way"),
    Action.CONTACT_WAY_VERIFIED: Text("Kontrollerade en kontaktväg", "Verified a contact way"),
    Action.DOCUMENT_PUBLISHED: Text("Publicerade ett dokument", "Published a document"),
    Action.DOCUMENT_WITHDRAWN: Text("Drog tillbaka ett dokument", "Withdrew a document"),
    Action.AUDIT_READ: Text("Läste loggen", "Read the log"),
    Action.AUDIT_EXPORTED: Text("Sparade loggen som fil", "Saved the log as a file"),
    Action.REVIEW_DRAWN: Text("Drog ett urval att granska", "Drew a sample to review"),
    Action.REVIEW_FINISHED: Text("Avslutade en granskning", "Finished a review"),
    Action.SEGMENT_SEALED: Text("Ett år av loggen förseglat", "A year of the log sealed"),
    Action.SEGMENT_REMOVED: Text("Ett år av loggen gallrat", "A year of the log removed"),
    Action.JOB_STARTED: Text("Startade ett arbete", "Started a job"),
    Action.JOB_FAILED: Text("Ett arbete misslyckades", "A job failed"),
    Action.BACKED_UP: Text("Säkerhetskopia tagen", "Backed up"),
    Action.RESTORED: Text("Återställd från säkerhetskopia", "Restored from a backup"),
}
_UNKNOWN = Text("Okänd händelse", "Unknown deed")


def action_words(value: str) -> Text:
    """What a stored deed is called; one that an older version wrote and this one lacks is told by its code."""
    try:
        return ACTIONS[Action(value)]
    except (KeyError, ValueError):
        return _UNKNOWN + Text.same(f" ({value})")
