# Makes the virtual environment $VENV with $PYTHON, and says what to do where that cannot be done.
set -eu
. "$(dirname "$0")/apt.sh"

if ! command -v "$PYTHON" >/dev/null 2>&1; then
    echo "error: there is no \`$PYTHON\`; install Python 3.11 or newer, or name one: make PYTHON=/path/to/python" >&2
    exit 1
fi
if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "error: $("$PYTHON" --version) is too old; name Python 3.11 or newer: make PYTHON=python3.11" >&2
    exit 1
fi
[ ! -x "$VENV/bin/python" ] || "$VENV/bin/python" -c 'import pip' 2>/dev/null || rm -rf "$VENV"
[ -x "$VENV/bin/python" ] && exit 0

# Debian keeps ensurepip in a package of its own, which `venv` needs.
if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
    package="python$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    if ! apt_install "$package"; then
        echo "error: this Python cannot make virtual environments; run: sudo apt-get install -y $package" >&2
        exit 1
    fi
fi
"$PYTHON" -m venv "$VENV"
