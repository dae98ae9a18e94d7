# Installs into the virtual environment $VENV what requirements.lock pins: for `brief` its first part, for `test` all.
# pip and uv refuse whatever has another hash. uv, where it is there, is ten times as fast.
set -eu
part="$1"
python="$VENV/bin/python"
pinned="$VENV/.pinned-$part"
case "$part" in
brief) sed '/^# --- make test adds/,$d' requirements.lock >"$pinned" ;;
test) cp requirements.lock "$pinned" ;;
esac
install() {
    if command -v uv >/dev/null 2>&1; then
        uv pip install --quiet --python "$python" "$@" >&2
    else
        "$python" -m pip install --quiet --disable-pip-version-check "$@" >&2
    fi
}
install --require-hashes -r "$pinned"
install --no-deps --no-build-isolation --editable .
