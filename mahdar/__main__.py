"""`python -m mahdar`."""

from mahdar.cli import main

main()
