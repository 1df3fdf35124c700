#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# run.sh SECONDS: builds the fuzzers with clang, and lets both run so long at once, from the kept corpus on. What makes one
# of them fail is named, and left in build/clang/found; then the exit code is 1.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:?run.sh SECONDS}

command -v ccache >/dev/null && export HEDDLE_COMPILER_LAUNCHER=ccache
cmake --preset clang -DHEDDLE_APP=OFF >/dev/null
ninja -C build/clang fuzz
found=build/clang/found
mkdir -p "$found"
growing=$(mktemp -d)
trap 'rm -rf "$growing"' EXIT
mkdir "$growing/trace" "$growing/filter"
build/clang/fuzz/SeedTraces "$growing/trace"

# fuzz NAME PROGRAM MEGABYTES: its words go to a file, so that those of both stay apart.
fuzz() {
  build/clang/fuzz/"$2" -rss_limit_mb="$3" -timeout=10 -max_total_time="$seconds" -print_final_stats=1 \
    -artifact_prefix="$found/$1-" "$growing/$1" tests/fuzz/corpus/"$1" >"$growing/$1.log" 2>&1
}
fuzz trace OpenTraceFuzz 1024 & trace=$!
fuzz filter FilterFuzz 512 & filter=$!
failed=0
for name in trace filter; do
  code=0
  wait "${!name}" || code=$?
  tail -n 40 "$growing/$name.log" | sed "s/^/$name: /"
  ((code)) || continue
  failed=1
  printf 'the %s fuzzer failed (exit code %d) with %s\n' "$name" "$code" \
    "$(grep -oE "$found/$name-[^ ]+" "$growing/$name.log" | tail -n 1 || echo 'no input')"
done
exit "$failed"
