"""The design system: tokens, layout, components and fonts, and the report that is built from them."""
