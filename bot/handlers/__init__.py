"""Which update is answered by what? One conversation entry a file: it reads the update, calls, sends."""
