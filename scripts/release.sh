# Builds what a release consists of, in dist/: wheel, source, bill of materials, digests. `make release` has run all tests
# before. UNAUDITED=1 goes on where the database of vulnerabilities is out of reach; a known vulnerability always stops.
set -eu
cd "$(dirname "$0")/.."
if [ -n "$(git status --porcelain)" ]; then
    echo "error: there are changes that are not committed; a release is built of a commit" >&2
    exit 1
fi
if grep -q '^Source = "https://example.org' pyproject.toml; then
    echo "error: pyproject.toml has no address of the source; write it under [project.urls]" >&2
    exit 1
fi
audited=0
PYTHON="$VENV/bin/python" sh scripts/audit.sh >&2 || audited=$?
if [ "$audited" -ne 0 ] && ! { [ "$audited" -eq 3 ] && [ "${UNAUDITED:-}" = 1 ]; }; then
    echo "error: the audit did not pass; see docs/releasing.md" >&2
    exit 1
fi
rm -rf dist
SOURCE_DATE_EPOCH="$(git log -1 --format=%ct)" "$VENV/bin/python" -m hatchling build >&2
sh scripts/sbom.sh >&2
(cd dist && sha256sum -- * >SHA256SUMS)
ls dist/*
