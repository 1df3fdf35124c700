// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstddef>

namespace heddle {

// `one` where it is one, else `many` with the count for %n; both translated in `context`. English comes
// without a catalogue that could tell "1 key" from "2 keys". Thread: any.
QString plural(const char* context, const char* one, const char* many, std::size_t count);

}  // namespace heddle
