"""Run the command line: `python -m foibot` is the same as `foibot`."""

from foibot.cli import main

if __name__ == "__main__":
    main()
