// SPDX-License-Identifier: MIT
// For our own mistakes only, in release builds too. What the traced program or a file does wrong is never a
// check. Never used in the probe, which goes quiet instead of ending its host.
#pragma once

namespace heddle {
[[noreturn]] void checkFailed(const char* claim, const char* file, int line);
}

#define HEDDLE_CHECK(claim) ((claim) ? void(0) : ::heddle::checkFailed(#claim, __FILE__, __LINE__))
