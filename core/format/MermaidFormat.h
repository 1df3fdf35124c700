// SPDX-License-Identifier: MIT
// A sequence diagram in Mermaid's language (mermaid.js.org/syntax/sequenceDiagram.html), for pages of
// Markdown.
#pragma once

#include "core/format/ExportRequest.h"

#include <ostream>

namespace heddle {

// Who does something, and what it is done to, as participants; a line for each event but what was only
// called: an arrow towards the object, or away from it for what was received, dashed where the worker waits
// and with a cross where it failed; a note where there is no object. Mermaid draws at most 50,000 characters
// (maxTextSize) unless told otherwise: meant for a range, and what is longer is said. Reads it twice. Thread:
// any.
void writeMermaid(const ExportRequest& request, std::ostream& out);

}  // namespace heddle
