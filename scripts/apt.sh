# Sourced: install Debian packages when we may, else say the one command that does.

have_apt() { command -v apt-get >/dev/null 2>&1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    else
        return 77
    fi
}

apt_install() {
    if ! have_apt; then
        return 77
    fi
    as_root true || return 77
    try=1
    until as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=3 \
        -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "$@" >&2 </dev/null; do
        [ "$try" -le 3 ] || return 1
        # The lists may be absent or old: fetch them; a mirror that fails once may answer the next time.
        as_root apt-get -qq -o Acquire::Retries=3 update >&2 </dev/null || sleep "$((try * 2))"
        try=$((try + 1))
    done
}
