# Finds uv, or brings it: on the path, in .uv/, or installed there from the package index. Sets UV. To be sourced.
find_python() {
    for name in python3.11 python3.12 python3.13 python3; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            command -v "$name"
            return 0
        fi
    done
    echo "Python 3.11 or newer is needed and was not found on the path." >&2
    return 1
}

bring_uv() {
    python=$(find_python) || return 1
    echo "setup: installing uv into .uv/" >&2
    # A bare Debian python has no ensurepip and perhaps no pip: try a virtual environment, then pip, then apt.
    if "$python" -m venv .uv >/dev/null 2>&1 && .uv/bin/python -m pip install --quiet uv >&2; then return 0; fi
    rm -rf .uv
    if "$python" -m pip install --quiet --target .uv/lib uv >&2 2>/dev/null; then
        mkdir -p .uv/bin && ln -sf ../lib/bin/uv .uv/bin/uv && return 0
    fi
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        echo "setup: installing python3-venv through apt" >&2
        { apt-get update && apt-get install -y python3-venv; } >/dev/null 2>&1
        "$python" -m venv .uv >/dev/null 2>&1 && .uv/bin/python -m pip install --quiet uv >&2 && return 0
    fi
    echo "Could not install uv. Install it (pip install uv) or the packages python3-venv and python3-pip, then try again." >&2
    return 1
}

UV=$(command -v uv || true)
[ -n "$UV" ] || { [ -x .uv/bin/uv ] && UV=.uv/bin/uv; }
[ -n "$UV" ] || { bring_uv || exit 1; UV=.uv/bin/uv; }
