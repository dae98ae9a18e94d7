# Looks for inputs that make a reader raise, in the virtual environment $VENV: many property tests, then a fuzzer for
# $SECONDS_EACH seconds with each reader. What it finds lies in build/fuzz; its least form becomes a test.
set -eu
PYTHON="$PYTHON" VENV="$VENV" sh scripts/venv.sh
VENV="$VENV" sh scripts/install.sh test
"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check "$(
    "$VENV/bin/python" -c 'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["fuzz"][0])'
)"
python="$PWD/$VENV/bin/python"
BRIEFING_FUZZ=1 "$python" -m pytest -q tests/unit/test_hostile_inputs.py tests/unit/test_edits_properties.py
export PYTHONPATH="$PWD/tests:$PWD"
mkdir -p build/fuzz
cd build/fuzz
code=0
"$python" -c 'from fuzz.readers import readers; print("\n".join(readers()))' >readers.txt
while read -r reader; do
    "$python" -m fuzz.run "$reader" "$SECONDS_EACH" >"$reader.log" 2>&1 && echo "$reader: no fault" || {
        code=1
        echo "$reader: see build/fuzz/$reader.log" >&2
    }
done <readers.txt
exit $code
