"""How fast is Waypost, and how much memory does it take? `make bench`; nothing here is asserted."""
