# Installs the newest versions that pyproject.toml allows into $VENV, and runs the tests and the canaries there.
# Arguments are given to pytest, for the tests.
set -eu
python="$VENV/bin/python"
PYTHON="$PYTHON" VENV="$VENV" sh scripts/venv.sh
if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --python "$python" --upgrade --editable '.[dev]' hatchling editables >&2
else
    "$python" -m pip install --quiet --disable-pip-version-check --upgrade --upgrade-strategy eager \
        --editable '.[dev]' hatchling editables >&2
fi
PYTHON="$python" sh scripts/system.sh
exec "$python" scripts/newest.py "$@"
