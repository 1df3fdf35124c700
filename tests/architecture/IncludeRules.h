// SPDX-License-Identifier: MIT
// What an #include may say.
#pragma once

#include "tests/architecture/SourceFile.h"

namespace heddle::architecture {

Complaints againstIncludes(const SourceFile& file);

}  // namespace heddle::architecture
