"""`python -m briefing`: the same as the console script."""

from briefing.cli import main

if __name__ == "__main__":
    main()
