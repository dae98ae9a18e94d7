# Writes requirements.lock: every package that `make brief` and `make test` install, with its hashes, for every
# system and Python that pyproject.toml allows. With arguments such as `--upgrade-package babel`, as uv takes them;
# `--upgrade` takes the newest allowed version of everything.
set -eu
cd "$(dirname "$0")/.."
command -v uv >/dev/null 2>&1 || {
    echo "error: the lock is made by uv; install it: python3 -m pip install uv" >&2
    exit 1
}
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
printf 'hatchling\neditables\n' >"$work/backend.in" # build the package itself, without a download

pins() { # pins FILE: the pins of a lock file with their hashes, without remarks
    grep -v '^ *#' "$1"
}
compile() { # compile OUT [OPTION ...]
    out="$1"
    shift
    uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 \
        --output-file "$out" "$@" pyproject.toml "$work/backend.in" >/dev/null
}

[ ! -f requirements.lock ] || pins requirements.lock >"$work/test.txt" # uv keeps the versions it finds there
compile "$work/test.txt" --extra dev "$@"
cp "$work/test.txt" "$work/brief.txt"
compile "$work/brief.txt"
{
    echo "# Written by scripts/lock.sh (\`make lock\`) from pyproject.toml. Do not edit."
    echo "# --- make brief"
    pins "$work/brief.txt"
    echo "# --- make test adds"
    pins "$work/test.txt" | awk -v brief="$work/brief.txt" '
        BEGIN { while ((getline line <brief) > 0) if (line !~ /^ /) { sub(/==.*/, "", line); known[line] } }
        !/^ / { name = $0; sub(/==.*/, "", name) }
        !(name in known)'
} >"$work/lock"
mv "$work/lock" requirements.lock
