"""How do replies go out? Paced, in pieces that Telegram takes, with one named outcome each."""
