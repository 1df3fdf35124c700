#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One whole lesson in the real program under Xvfb: it runs, its messages move, keys steer it, it ends and leaves nothing.
# Usage: journey.sh HEDDLE. The screenshot stays beside the program's build, as window-journey.png.
set -euo pipefail
heddle=$1
home=$(mktemp -d)
picture=$(dirname "$heddle")/window-journey.png
heddle_pid= xvfb_pid=
finish() {
    [ -z "$heddle_pid" ] || kill "$heddle_pid" 2>/dev/null || true
    [ -z "$xvfb_pid" ] || kill "$xvfb_pid" 2>/dev/null || true
    rm -rf "$home"
}
trap finish EXIT
fail() { echo "journey: $*" >&2; exit 1; }

# Xvfb picks a free display and writes its number once it is ready.
mkfifo "$home/display"
Xvfb -displayfd 1 -screen 0 1600x1000x24 >"$home/display" 2>/dev/null & xvfb_pid=$!
read -r number <"$home/display"
export DISPLAY=:$number QT_QPA_PLATFORM=xcb HOME=$home XDG_CONFIG_HOME=$home LC_ALL=C.UTF-8

"$heddle" --lesson queues workers=3 items=6 --run & heddle_pid=$!
window=$(timeout 60 xdotool search --sync --onlyvisible --name '^Heddle' | head -1) || fail "no window came up"

shot() { import -window "$window" "$1"; }
differs() { [ "$(compare -metric AE "$1" "$2" null: 2>&1 | grep -oE '^[0-9.e+]+' | cut -d. -f1)" != 0 ]; }
# Polls, at most half a minute: what is awaited has no other sign than what is on the screen.
await() {
    local tries
    for ((tries = 0; tries < 60; ++tries)); do
        if "$@"; then return 0; fi
        sleep 0.5
    done
    return 1
}

shot "$home/before.png"
hasMoved() { shot "$home/after.png"; differs "$home/before.png" "$home/after.png"; }
await hasMoved || fail "nothing moves while the run plays"

xdotool windowfocus --sync "$window" key ctrl+End
isStill() { shot "$home/before.png"; sleep 0.7; shot "$home/after.png"; ! differs "$home/before.png" "$home/after.png"; }
await isStill || fail "the window does not come to rest at the end"
cp "$home/after.png" "$picture"
colours=$(identify -format '%k' "$picture")
[ "$colours" -gt 100 ] || fail "the screenshot has only $colours colours"

xdotool key --window "$window" BackSpace
await hasMoved || fail "Backspace does not step back"

xdotool key --window "$window" ctrl+q 2>/dev/null || true  # the window may be gone before the key is up again
wait "$heddle_pid" || fail "the window did not end with exit code 0"
heddle_pid=
