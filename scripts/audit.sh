# Asks the database of the Python Package Index for known vulnerabilities of all that requirements.lock pins.
# Exit code 0: none is known, of every package; 1: some are; 3: not every package could be asked for.
set -eu
cd "$(dirname "$0")/.."
. scripts/tool.sh
report="$(mktemp)"
trap 'rm -f "$report"' EXIT
# What pip-audit exits with says little: it is content with a database that it could not reach. Its report says more.
run_tool pip-audit==2.10.1 pip-audit --format json --output "$report" --progress-spinner off \
    --disable-pip --require-hashes --requirement "${1:-requirements.lock}" >&2 || true
"${PYTHON:-python3}" scripts/audit.py "$report"
