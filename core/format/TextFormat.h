// SPDX-License-Identifier: MIT
// A run as sentences, to be read by people.
#pragma once

#include "core/format/ExportRequest.h"

#include <ostream>

namespace heddle {

// What `heddle info` tells, an empty line, and a line for each event: its step (none for what is no step),
// when it came to be, and its sentence, two blanks further in for each depth. Thread: any.
void writeText(const ExportRequest& request, std::ostream& out);

}  // namespace heddle
