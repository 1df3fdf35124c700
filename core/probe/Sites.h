// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/Id.h"

#include <source_location>

namespace heddle {

class Worker;

// The number of a source line, the same at every later call; defined to Heddle at the first. A few loads, no
// lock. None when the table is full (4,096 different lines in one process). Thread: any.
SiteId siteOf(const std::source_location& where, Worker& worker);
SiteId siteOf(const char* file, std::uint32_t line, const char* function, Worker& worker);  // strings live on

}  // namespace heddle
