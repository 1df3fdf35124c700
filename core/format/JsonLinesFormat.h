// SPDX-License-Identifier: MIT
// JSON Lines (jsonlines.org): an object a line, for jq and programs.
#pragma once

#include "core/format/ExportRequest.h"

#include <ostream>

namespace heddle {

// Each event as `heddle events --json` tells it (EventJson). Thread: any.
void writeJsonLines(const ExportRequest& request, std::ostream& out);

}  // namespace heddle
