// SPDX-License-Identifier: MIT
// One event of a trace as one line: the form of `heddle events --json`. Stable: fields are added, never
// changed.
#pragma once

#include "core/format/JsonWriter.h"
#include "core/trace/Describe.h"

#include <cstddef>
#include <string>

namespace heddle {

// {"index":…,"step":…,"startNs":…,"endNs":…,"worker":PATH,"object":PATH,"op":"queue.put","phase":…,"outcome":…,
//  "depth":…,"message":…,"value":…,"text":…,"file":…,"line":…,"sentence":…}, without a line end.
// Times count from the start of the run. null: step of an event that is none, object, message, file and line
// where there is none. Thread: the describer's owner.
std::string eventJson(Describer& describer, std::size_t index);
void writeEventJson(JsonWriter& json, Describer& describer, std::size_t index);  // the same, into `json`

}  // namespace heddle
