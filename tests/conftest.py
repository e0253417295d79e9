"""Which fixtures can every test ask for?"""

pytest_plugins = [
    "tests.databases",
    "tests.nlu_server",
    "tests.botapi.fixtures",
    "tests.whole",
    "tests.reminding",
]
