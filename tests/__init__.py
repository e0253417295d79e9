"""What does Waypost guarantee? Tests by subject, with fakes only on the wire."""
