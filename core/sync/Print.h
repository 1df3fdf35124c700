// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"

#include <string_view>

namespace heddle {

// Writes one line to standard output, whole, and tells which worker wrote it. Python: print. False when the
// output is closed (event: failed, broken). Thread: any.
bool print(std::string_view line, SourceLocation where = SourceLocation::current());

}  // namespace heddle
