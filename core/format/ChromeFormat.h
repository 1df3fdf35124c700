// SPDX-License-Identifier: MIT
// Chrome's trace event format (docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU),
// which Perfetto and chrome://tracing read.
#pragma once

#include "core/format/ExportRequest.h"

#include <ostream>

namespace heddle {

// Workers are threads of their processes; objects are threads of a process of their own, "objects".
// Operations are slices that nest, with what they waited for as slices inside; a message is a flow from an
// instant in the slice that sent it to one in the slice that received it (category "message"; "connection"
// for what connect and accept hand over); how many items a queue holds and how many bytes lie before the end
// of a pipe or of a connection are counters. Times are microseconds since the start of the run. Thread: any.
void writeChrome(const ExportRequest& request, std::ostream& out);

}  // namespace heddle
