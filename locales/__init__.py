"""How we say it: the registry of languages and their catalogues."""
