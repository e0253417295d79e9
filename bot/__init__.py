"""Talking: Telegram in, Telegram out."""
