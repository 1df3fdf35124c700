// SPDX-License-Identifier: MIT
// Chrome's trace event format (docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU),
// which Perfetto and chrome://tracing read.
#pragma once

#include "core/format/Formats.h"

namespace heddle {

// Workers are threads of their processes; objects are threads of a process of their own, "objects".
// Operations are slices that nest, with what they waited for as slices inside; a message is a flow from an
// instant in the slice that sent it to one in the slice that received it; how many items a queue holds and
// how many bytes a pipe are counters. Streamed: memory grows with what is open at one instant and by two bits
// for each message. Times are microseconds since the start of the run.
void writeChrome(const ExportRequest& request, std::ostream& out);

}  // namespace heddle
