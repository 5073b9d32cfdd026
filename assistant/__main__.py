"""`python -m assistant` is `alinea`."""

from assistant.cli import main

main()
