// SPDX-License-Identifier: MIT
// A run as one page that plays it: resources/player, and in it what this packs. The page folds nothing: each
// look, card, bar and sentence that it shows was made here.
#pragma once

#include "core/base/Result.h"
#include "core/format/ExportRequest.h"

#include <cstddef>
#include <ostream>

namespace heddle {

// An event takes 60 to 120 bytes of the page: so many are 12 MB at most, which a browser opens within some
// seconds; and who looks for something in more columns than that is better served by a part of them.
inline constexpr std::size_t mostEventsOnPage = 100'000;

// Holds the whole page in memory. Thread: any.
void writeHtml(const ExportRequest& request, std::ostream& out);
Result<void> fitsPage(const ExportRequest& request);  // else one sentence

}  // namespace heddle
