// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/Filter.h"

#include <QString>

namespace heddle {

// What a filter lets through, in words: "Events of worker-1, that are queue.put or list.put"; "" where it is
// empty. Thread: any.
QString meaningOf(const Filter& filter);

}  // namespace heddle
