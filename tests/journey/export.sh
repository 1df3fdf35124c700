#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# export.sh BUILD: real runs leave in every format, and tools that know nothing of Heddle count what `heddle info` does.
set -euo pipefail
heddle=$1/bin/heddle
reader=$(dirname "${BASH_SOURCE[0]}")/../core/format/readers/read.py
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

stop() { printf 'export.sh: %s\n' "$*" >&2; exit 1; }

for lesson in queues pipes managers sockets; do
  run=$folder/$lesson.heddle
  "$heddle" run "$lesson" --timeout 60 -o "$run" >/dev/null 2>&1 || stop "the lesson $lesson did not run"
  "$heddle" info "$run" --json >"$folder/info.json"
  for format in html chrome perfetto csv jsonl sqlite text dot dot-waits; do
    "$heddle" export "$run" --to "$format" -o "$folder/out" 2>/dev/null || stop "$lesson was not exported to $format"
    python3 "$reader" "$format" "$folder/out" "$folder/info.json" >/dev/null || stop "$lesson as $format is not as it should be"
  done
  "$heddle" export "$run" --to mermaid --depth program -o "$folder/out" 2>/dev/null
  python3 "$reader" mermaid "$folder/out" "$folder/info.json" >/dev/null || stop "$lesson as mermaid is not as it should be"
done

# A range of steps holds these steps.
"$heddle" export "$folder/queues.heddle" --to jsonl --range 10..20 --depth program -o - |
  jq -es 'map(.step) | . == [range(10; 21)]' >/dev/null || stop "steps 10..20 are not what --range 10..20 gives"

# A signal in its middle leaves the old file, and nothing beside it.
"$heddle" run queues items=30000 workMs=0 --timeout 60 -o "$folder/long.heddle" >/dev/null 2>&1
mkdir "$folder/kept"
echo old >"$folder/kept/out"
"$heddle" export "$folder/long.heddle" --to sqlite -o "$folder/kept/out" 2>"$folder/said" &
until compgen -G "$folder/kept/out.part-*" >/dev/null; do kill -0 $! 2>/dev/null || stop "it was over before it could be stopped"; done
kill -TERM $!
code=0
wait $! || code=$?
[[ $code == 1 && $(cat "$folder/kept/out") == old && $(ls "$folder/kept") == out ]] ||
  stop "stopped: exit code $code, in the folder $(ls "$folder/kept")"
grep -q 'it was stopped, and nothing of it was kept' "$folder/said" || stop "stopped, it said: $(cat "$folder/said")"

# What makes no sense is one sentence and exit code 2.
for words in "sqlite -o -" "svg --scale 2" "csv --theme dark" "png --size 12y7" "pdf --theme grey" "html --theme grey" "html --size 9x9" \
  "csv --at 3" "html --at two" "html --at 9999" "papyrus"; do
  code=0
  "$heddle" export "$folder/queues.heddle" --to $words >/dev/null 2>"$folder/said" || code=$?
  [[ $code == 2 && $(wc -l <"$folder/said") == 1 ]] || stop "--to $words: exit code $code, $(cat "$folder/said")"
done
