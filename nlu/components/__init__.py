"""The parts of the pipeline that are ours. They run inside Rasa, on Python 3.10, and import nothing else of ours."""
