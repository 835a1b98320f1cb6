"""Views, addresses, forms and templates. No rules of their own; one face never imports another."""
