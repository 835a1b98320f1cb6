"""The administrator's pages: who belongs to the organisation, in what role, and the link to a first password."""
