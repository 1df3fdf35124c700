// SPDX-License-Identifier: MIT
// Perfetto's own trace format, protocol buffers (perfetto.dev/docs/reference/synthetic-track-event), for
// ui.perfetto.dev and its trace_processor.
#pragma once

#include "core/format/ExportRequest.h"

#include <ostream>

namespace heddle {

// Workers are threads of their processes, and objects tracks below one named "objects", each with a counter
// track where it holds items or bytes. Operations are slices that nest, with what they waited for as slices
// inside, and carry the line of source that called them; a message is a flow between two instants, as in
// ChromeFormat. Times are nanoseconds since the start of the run. Thread: any.
void writePerfetto(const ExportRequest& request, std::ostream& out);

}  // namespace heddle
