// SPDX-License-Identifier: MIT
// What a file may look like: licence, budgets, names, the thread phrase.
#pragma once

#include "tests/architecture/SourceFile.h"

namespace heddle::architecture {

struct Budget {
    static constexpr std::size_t headerLines = 120;
    static constexpr std::size_t sourceLines = 400;
    static constexpr std::size_t mainWindowLines = 200;
    static constexpr std::size_t functionLines = 40;  // in core and app; `case` and `break` are not counted
    static constexpr std::size_t includesInAHeader = 12;  // own ones
};

Complaints againstShape(const SourceFile& file);

}  // namespace heddle::architecture
