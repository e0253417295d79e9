"""What is the answer? A turn and the sources of facts in, a Reply out; knows no Telegram."""
