# Writes a software bill of materials (CycloneDX) of what a user installs: the first part of requirements.lock.
# Needs no network but for the tool itself. Prints the path.
set -eu
cd "$(dirname "$0")/.."
. scripts/tool.sh
version="$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' briefing/__init__.py)"
bill="dist/briefing-$version.cdx.json"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir -p dist
sed '/^# --- make test adds/,$d' requirements.lock >"$work/requirements.txt"
PYTHONWARNINGS=ignore run_tool cyclonedx-bom==7.5.0 cyclonedx-py requirements --output-reproducible --output-format JSON \
    --pyproject pyproject.toml --mc-type application --output-file "$bill" "$work/requirements.txt" >&2
echo "$bill"
