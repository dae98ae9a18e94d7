# Sourced: run a tool of the release that no test needs, in an environment of its own.

run_tool() { # run_tool PACKAGE==VERSION COMMAND [ARGUMENT ...]
    package="$1" command="$2"
    shift 2
    if command -v uv >/dev/null 2>&1; then
        uv tool run --quiet --from "$package" "$command" "$@"
        return
    fi
    [ -x .venv-release/bin/python ] || "${PYTHON:-python3}" -m venv .venv-release >&2
    .venv-release/bin/python -m pip install --quiet --disable-pip-version-check "$package" >&2
    ".venv-release/bin/$command" "$@"
}
