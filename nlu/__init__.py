"""What did the person mean? The bot's side (client, parse, server) and the Rasa side (components)."""
