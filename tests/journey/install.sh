#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Heddle installed somewhere, and a program of one's own built against it there: it is recorded, and its messages are seen.
# Usage: install.sh BUILD
set -euo pipefail
build=$1
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
fail() { echo "install: $*" >&2; exit 1; }

cmake --install "$build" --prefix "$home/prefix" >"$home/log" || { cat "$home/log" >&2; fail "does not install"; }
cp -r "$home/prefix/share/heddle/template" "$home/mine"
cmake -G Ninja -S "$home/mine" -B "$home/mine/build" -DCMAKE_PREFIX_PATH="$home/prefix" >"$home/log" &&
    cmake --build "$home/mine/build" >>"$home/log" 2>&1 || { cat "$home/log" >&2; fail "the template does not build"; }
"$home/mine/build/mine" >"$home/alone" || fail "the template's program does not run by itself"

heddle=$home/prefix/bin/heddle
"$heddle" record -o "$home/mine.heddle" -- "$home/mine/build/mine" >"$home/recorded" || fail "it is not recorded"
dishes() { sed 's/^cook-. //' "$1" | sort; }  # which cook takes which is the scheduler's word
[ "$(dishes "$home/alone")" = "$(dishes "$home/recorded")" ] || fail "it says something else when it is recorded"
"$heddle" info "$home/mine.heddle" --json >"$home/info"
grep -q '"queue.put": *4' "$home/info" || fail "its four orders are not seen: $(cat "$home/info")"
[ "$("$heddle" events "$home/mine.heddle" --filter 'op=queue.get phase=done' --json | grep -c 'main.cpp')" = 4 ] ||
    fail "its lines of source are not told"
"$heddle" run threads workers=2 >/dev/null 2>&1 || fail "the installed heddle does not find its lessons"
