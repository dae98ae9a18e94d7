# Looks for the system libraries that drawing a PDF needs, and installs those that lack.
set -eu
. "$(dirname "$0")/apt.sh"

lacking() {
    "$PYTHON" - <<'END'
import ctypes, ctypes.util
WANTED = {
    "libpango-1.0-0": ("libpango-1.0.so.0", "pango-1.0"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "pangoft2-1.0"),
    "libharfbuzz-subset0": ("libharfbuzz-subset.so.0", "harfbuzz-subset"),
}
def loads(names):
    for name in (names[0], ctypes.util.find_library(names[1])):
        try:
            if name and ctypes.CDLL(name):
                return True
        except OSError:
            pass
    return False
print(" ".join(package for package, names in WANTED.items() if not loads(names)))
END
}

packages="$(lacking)"
[ -n "$packages" ] || exit 0
# shellcheck disable=SC2086 # one word a package
apt_install $packages || true
packages="$(lacking)"
[ -n "$packages" ] || exit 0
if have_apt; then
    echo "error: these system libraries lack; run: sudo apt-get install -y $packages" >&2
elif command -v brew >/dev/null 2>&1; then
    echo "error: these system libraries lack; run: brew install pango" >&2
else
    echo "error: these system libraries lack; install Pango 1.44 or newer and HarfBuzz with its subset library" >&2
fi
# Without the subset library PDFs are drawn all the same, 2.3 times slower.
[ "$packages" = libharfbuzz-subset0 ]
