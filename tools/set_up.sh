#!/bin/sh
# Makes .venv/ from requirements.lock, and installs the system libraries that Qt needs. Does nothing when all is there.
set -eu
cd "$(dirname "$0")/.."

# For Qt: drawing, text and the keyboard; the xcb group for a real window.
LIBRARIES="libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0
libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0
libxkbcommon-x11-0"
# For the tests: a display without a screen, the bus screen readers listen to, and a second opinion on our PDFs. For PyInstaller: objdump.
TEST_PROGRAMS="xvfb xauth poppler-utils binutils dbus at-spi2-core"
# For veraPDF, which judges our PDFs: a JDK, unless one of any make is there, and what Java itself no longer has.
JUDGE="libjaxb-java"
command -v javac >/dev/null 2>&1 || JUDGE="$JUDGE default-jdk-headless"
PYTHON=${PYTHON:-python3}

say() { printf '%s\n' "set-up: $*" >&2; }

command -v "$PYTHON" >/dev/null 2>&1 || { say "Python 3.11 or newer is needed: install python3, then run this again."; exit 1; }
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    { say "$("$PYTHON" --version) is too old: install Python 3.11 or newer, or name it as PYTHON=…, then run this again."; exit 1; }

wanted="$LIBRARIES $TEST_PROGRAMS $JUDGE"
[ -x .venv/bin/python ] || "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || wanted="$wanted python3-venv"

if command -v dpkg-query >/dev/null 2>&1; then
    # shellcheck disable=SC2086
    present=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null | sed -n 's/^installed //p')
    missing=""
    for package in $wanted; do
        printf '%s\n' "$present" | grep -qx "$package" || missing="$missing $package"
    done
    if [ -n "$missing" ]; then
        if [ "$(id -u)" = 0 ]; then
            as_root=""
        elif command -v sudo >/dev/null 2>&1; then
            as_root="sudo"
        else
            say "these Debian packages are missing and only an administrator can install them: run \`apt-get install$missing\` as root, then run this again."
            exit 1
        fi
        say "installing$missing"
        # shellcheck disable=SC2086
        { $as_root apt-get -qq update &&
            $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing >/dev/null; } ||
            { say "apt-get failed, see above: run \`apt-get install$missing\` as root, then run this again."; exit 1; }
    fi
else
    "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null ||
        { say "this Python cannot make virtual environments: install its venv module, then run this again."; exit 1; }
fi

stamp=.venv/set-up.stamp
state=$(cat requirements.lock pyproject.toml tools/set_up.sh | sha256sum)
if [ -x .venv/bin/python ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$state" ]; then
    exit 0
fi

# A folder moved, or one whose Python is gone, is made anew.
.venv/bin/python -c '' 2>/dev/null || "$PYTHON" -m venv --clear .venv
export PIP_DISABLE_PIP_VERSION_CHECK=1
say "installing the Python packages of requirements.lock into .venv (about a minute the first time)"
.venv/bin/python -m pip install --quiet --require-hashes -r requirements.lock
.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
# Python's own compiled form: without it each start costs a tenth of a second more.
.venv/bin/python -m compileall -q fr_desk .venv/lib >/dev/null || true
printf '%s\n' "$state" >"$stamp"
