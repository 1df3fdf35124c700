// SPDX-License-Identifier: MIT
// What of a trace is to leave.
#pragma once

#include "core/format/PagePlan.h"
#include "core/format/PageTexts.h"
#include "core/trace/Trace.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace heddle {

// Events that lie at least partly within [from, to], whose indexes are in [firstEvent, endEvent), and that
// are no deeper than `deepest`.
struct ExportRequest {
    std::shared_ptr<const Trace> trace;
    Instant from{std::numeric_limits<std::int64_t>::min()};
    Instant to{std::numeric_limits<std::int64_t>::max()};
    Depth deepest = Depth::system;
    std::size_t firstEvent = 0;
    std::size_t endEvent = std::numeric_limits<std::size_t>::max();
    std::stop_token stop = {};  // asked for it, an export ends soon, and what it wrote is not kept
    std::function<void(std::size_t events)> whenRead =
        {};  // how many were read, now and then; where it writes

    std::function<void(const std::string& sentence)> whenDoubtful = {};  // whoever reads it may not take it

    // -- of a page that plays the run
    std::optional<std::int64_t> openAt = {};      // the step behind which it opens; none: ahead of the first
    std::string note = {};                        // what is to be read there
    std::string theme = {};                       // light or dark; "": as the reader's desktop is
    std::vector<std::string> sourceFolders = {};  // where the run's source files are looked for
    bool hasSource = true;                        // those that its events name go along
    std::function<void(const std::string& file)> whenEmbedded = {};  // each that does
    PageTranslation translated = {};                                 // of what it says; none: English
    std::vector<PagePlan> plans = {};  // where everything stands on its stage, by depth

    bool wants(const Event& event, std::size_t index) const {
        return index >= firstEvent && index < endEvent && event.end >= from.ns && event.start <= to.ns &&
               event.depth <= deepest;
    }
};

}  // namespace heddle
