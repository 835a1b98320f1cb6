"""The database's own refusal to change the audit: SQL for both databases, made by a migration.

An entry is only ever appended at the end of its chain. It is deleted only under a seal whose year ended more than
five years ago, and that has been marked as taken away. A seal is changed once, when it is marked. A chain only
grows.

On PostgreSQL the application's role may only read and add. What else is needed (to lock the end of a chain, to move it
on, to take away an old year) is done by functions of the role that owns the tables.
"""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KEPT_YEARS = 5
_ZEROS = "0" * 64

_SQLITE = {
    "audit_entry_append": f"""
CREATE TRIGGER audit_entry_append BEFORE INSERT ON audit_entry BEGIN
  SELECT RAISE(ABORT, 'audit: an entry is appended at the end of its chain')
  WHERE NEW.number <> COALESCE((SELECT number FROM audit_chain WHERE organisation = NEW.organisation), 0) + 1
     OR NEW.previous <> COALESCE((SELECT hash FROM audit_chain WHERE organisation = NEW.organisation), '{_ZEROS}');
  INSERT INTO audit_chain (organisation, number, hash) VALUES (NEW.organisation, NEW.number, NEW.hash)
  ON CONFLICT (organisation) DO UPDATE SET number = excluded.number, hash = excluded.hash;
END""",  # noqa: S608 - built from constants above
    "audit_entry_update": """
CREATE TRIGGER audit_entry_update BEFORE UPDATE ON audit_entry BEGIN
  SELECT RAISE(ABORT, 'audit: an entry is never changed');
END""",
    "audit_entry_delete": """
CREATE TRIGGER audit_entry_delete BEFORE DELETE ON audit_entry
WHEN NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.organisation = OLD.organisation
                 AND OLD.number BETWEEN s.first AND s.last AND s.removed_at IS NOT NULL) BEGIN
  SELECT RAISE(ABORT, 'audit: an entry is never deleted');
END""",
    "audit_chain_update": """
CREATE TRIGGER audit_chain_update BEFORE UPDATE ON audit_chain
WHEN NEW.number <= OLD.number OR NEW.organisation <> OLD.organisation BEGIN
  SELECT RAISE(ABORT, 'audit: a chain only grows');
END""",
    "audit_chain_delete": """
CREATE TRIGGER audit_chain_delete BEFORE DELETE ON audit_chain BEGIN
  SELECT RAISE(ABORT, 'audit: a chain is never deleted');
END""",
    "audit_seal_update": f"""
CREATE TRIGGER audit_seal_update BEFORE UPDATE ON audit_seal
WHEN NEW.organisation <> OLD.organisation OR NEW.year <> OLD.year OR NEW.first <> OLD.first
  OR NEW.last <> OLD.last OR NEW.hash <> OLD.hash OR NEW.sealed_at <> OLD.sealed_at
  OR OLD.removed_at IS NOT NULL OR NEW.removed_at IS NULL
  OR OLD.year + {KEPT_YEARS} >= CAST(strftime('%Y', 'now') AS INTEGER) BEGIN
  SELECT RAISE(ABORT, 'audit: a seal is changed only when its entries may go');
END""",
    "audit_seal_delete": """
CREATE TRIGGER audit_seal_delete BEFORE DELETE ON audit_seal BEGIN
  SELECT RAISE(ABORT, 'audit: a seal is never deleted');
END""",
}

_POSTGRESQL = f"""
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'audit: % on % is refused', TG_OP, TG_TABLE_NAME; END $$;

CREATE FUNCTION audit_append() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE last_number bigint; last_hash text;
BEGIN
  SELECT number, hash INTO last_number, last_hash FROM audit_chain WHERE organisation = NEW.organisation;
  IF NEW.number <> COALESCE(last_number, 0) + 1 OR NEW.previous <> COALESCE(last_hash, '{_ZEROS}') THEN
    RAISE EXCEPTION 'audit: an entry is appended at the end of its chain';
  END IF;
  INSERT INTO audit_chain (organisation, number, hash) VALUES (NEW.organisation, NEW.number, NEW.hash)
  ON CONFLICT (organisation) DO UPDATE SET number = excluded.number, hash = excluded.hash;
  RETURN NEW;
END $$;

CREATE FUNCTION audit_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.organisation = OLD.organisation
                 AND OLD.number BETWEEN s.first AND s.last AND s.removed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'audit: an entry is never deleted';
  END IF;
  RETURN OLD;
END $$;

CREATE FUNCTION audit_end(chain uuid) RETURNS TABLE (last_number bigint, last_hash varchar)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO audit_chain (organisation, number, hash) VALUES (chain, 0, '{_ZEROS}') ON CONFLICT DO NOTHING;
  RETURN QUERY SELECT c.number, c.hash FROM audit_chain c WHERE c.organisation = chain FOR UPDATE;
END $$;

CREATE FUNCTION audit_remove(sealed uuid, moment timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE removed bigint;
BEGIN
  UPDATE audit_seal SET removed_at = moment WHERE id = sealed;
  DELETE FROM audit_entry e USING audit_seal s
  WHERE s.id = sealed AND e.organisation = s.organisation AND e.number BETWEEN s.first AND s.last;
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;

CREATE FUNCTION audit_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number <= OLD.number OR NEW.organisation <> OLD.organisation THEN
    RAISE EXCEPTION 'audit: a chain only grows';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION audit_unseal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.organisation, NEW.year, NEW.first, NEW.last, NEW.hash, NEW.sealed_at)
     IS DISTINCT FROM (OLD.organisation, OLD.year, OLD.first, OLD.last, OLD.hash, OLD.sealed_at)
     OR OLD.removed_at IS NOT NULL OR NEW.removed_at IS NULL
     OR OLD.year + {KEPT_YEARS} >= EXTRACT(YEAR FROM now()) THEN
    RAISE EXCEPTION 'audit: a seal is changed only when its entries may go';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER audit_entry_append BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_append();
CREATE TRIGGER audit_entry_update BEFORE UPDATE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_entry_delete BEFORE DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_entry_truncate BEFORE TRUNCATE ON audit_entry EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_chain_update BEFORE UPDATE ON audit_chain FOR EACH ROW EXECUTE FUNCTION audit_grow();
CREATE TRIGGER audit_chain_delete BEFORE DELETE ON audit_chain FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_chain_truncate BEFORE TRUNCATE ON audit_chain EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_seal_update BEFORE UPDATE ON audit_seal FOR EACH ROW EXECUTE FUNCTION audit_unseal();
CREATE TRIGGER audit_seal_delete BEFORE DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_seal_truncate BEFORE TRUNCATE ON audit_seal EXECUTE FUNCTION audit_refuse();
"""  # noqa: S608 - built from constants above
NAMES = tuple(_SQLITE)
_FUNCTIONS = {
    "audit_refuse": "",
    "audit_append": "",
    "audit_delete": "",
    "audit_grow": "",
    "audit_unseal": "",
    "audit_end": "uuid",
    "audit_remove": "uuid, timestamptz",
}


def make(editor: BaseDatabaseSchemaEditor) -> None:
    """Make the database refuse changes."""
    if editor.connection.vendor == "postgresql":
        editor.execute(_POSTGRESQL, params=None)
        return
    for statement in _SQLITE.values():
        editor.execute(statement, params=None)


def drop(editor: BaseDatabaseSchemaEditor) -> None:
    """Let the database forget its refusal. For undoing the migration, and for tests that empty every table."""
    if editor.connection.vendor == "postgresql":
        for function, takes in _FUNCTIONS.items():
            editor.execute(f"DROP FUNCTION IF EXISTS {function}({takes}) CASCADE", params=None)
        return
    for name in _SQLITE:
        editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)
