"""How an answer looks: facts and a voice in, text and buttons out. Pure: no Telegram, no database, no network."""
