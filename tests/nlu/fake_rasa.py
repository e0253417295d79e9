"""Stands in for Rasa's program: trains by writing a file, serves `/status` and `/model/parse`, dies when told to."""

import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit


def option(name: str) -> str:
    return sys.argv[sys.argv.index(name) + 1]


def train() -> None:
    if Path("broken").exists():
        sys.exit("InvalidConfigException: no such component")
    print("INFO rasa.engine.training.hooks  - Starting to train component 'IntentClassifier'.")
    Path(option("--out"), option("--fixed-model-name") + ".tar.gz").write_bytes(os.urandom(64))


def end_with_parent() -> None:
    while os.read(0, 4096):
        pass
    os._exit(0)


class Answers(BaseHTTPRequestHandler):
    def answer(self) -> None:
        url = urlsplit(self.path)
        if url.path == "/die":
            os._exit(3)
        allowed = parse_qs(url.query).get("token") == [os.environ["WAYPOST_NLU_TOKEN"]]
        content = {"intent": {"name": "food", "confidence": 0.9}, "telemetry": telemetry()}
        self.send_response(200 if allowed else 401)
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    do_GET = do_POST = answer  # noqa: N815 - the standard library's names

    def log_message(self, *_: object) -> None:
        pass


def telemetry() -> str:
    return os.environ["RASA_TELEMETRY_ENABLED"]


def serve() -> None:
    threading.Thread(target=end_with_parent, daemon=True).start()
    HTTPServer((option("--interface"), int(option("--port"))), Answers).serve_forever()


if __name__ == "__main__":
    train() if sys.argv[1] == "train" else serve()
