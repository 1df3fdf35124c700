// SPDX-License-Identifier: MIT
// What a trace is about: the forms of `heddle info` and `heddle info --json`. The JSON is stable: fields are
// added, never changed.
#pragma once

#include "core/trace/Bookmark.h"
#include "core/trace/Trace.h"

#include <string>

namespace heddle {

// {"lesson", "command", "folder", "parameters", "mode", "startedAtUnixMs",
//  "workers":    [{"path", "kind": thread|process, "depth", "pid", "tid", "parent": PATH|null, "exit":
//  CODE|null}], "objects":    [{"path", "name", "kind"}], "operations": {"queue.put": 25, …} program depth,
//  done "messages":   {"sent", "received", "unreceived"}, "events", "steps", "produced", "lost",
//  "durationNs", "schedule":   {"chooser", "seed", "length"}, "ending", "endingSentence", "exitCode",
//  "verdicts":   [{"kind", "isTrouble", "severity": trouble|note, "step": at which it became true, 0 where
//  an older Heddle did not say, "sentence", "workers": [PATH], "objects": [PATH], "events": [INDEX],
//  "steps": [STEP] of these events}], "warnings":   [SENTENCE],
//  "bookmarks":  [{"step", "event": INDEX, "note"}]}
// "exit" of a process is its exit code, 128 and more when a signal ended it; of a thread 0, or 1 when an
// exception did. Reads the whole trace. Thread: any.
std::string infoJson(const Trace& trace, const std::vector<Bookmark>& bookmarks = {});

// The same to be read by people: lines, ending with one.
std::string infoText(const Trace& trace, const std::vector<Bookmark>& bookmarks = {});

std::string_view nameOf(Ending ending);  // "finished", "cut", …

}  // namespace heddle
