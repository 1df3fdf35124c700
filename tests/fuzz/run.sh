#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# run.sh SECONDS: builds the fuzzers with clang, and lets each run so long, from the kept corpus on. What it finds is
# left in build/clang/found.
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
build/clang/fuzz/OpenTraceFuzz -rss_limit_mb=1024 -timeout=10 -max_total_time="$seconds" -print_final_stats=1 \
  -artifact_prefix="$found/trace-" "$growing/trace" tests/fuzz/corpus/trace
build/clang/fuzz/FilterFuzz -rss_limit_mb=512 -timeout=10 -max_total_time="$seconds" -print_final_stats=1 \
  -artifact_prefix="$found/filter-" "$growing/filter" tests/fuzz/corpus/filter
