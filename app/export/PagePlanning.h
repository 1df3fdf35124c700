// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/format/PagePlan.h"
#include "core/trace/Trace.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace heddle {

// The places of the window's stage for a page: a plan for each depth at which there is more to be seen, with
// nothing folded. Thread: any; it takes as long as reading the run does.
std::vector<PagePlan> pagePlansOf(const std::shared_ptr<const Trace>& trace, Depth deepest,
                                  const std::stop_token& stop);

}  // namespace heddle
