// SPDX-License-Identifier: MIT
// The formats in which a trace can leave. A new one is a file pair with a function, and a line in
// Formats.cpp.
#pragma once

#include "core/base/Result.h"
#include "core/trace/Trace.h"

#include <filesystem>
#include <limits>
#include <memory>
#include <ostream>
#include <span>
#include <string_view>

namespace heddle {

// What of a trace is to leave: events that lie at least partly within [from, to], and are no deeper than
// `deepest`.
struct ExportRequest {
    std::shared_ptr<const Trace> trace;
    Instant from{std::numeric_limits<std::int64_t>::min()};
    Instant to{std::numeric_limits<std::int64_t>::max()};
    Depth deepest = Depth::system;

    bool wants(const Event& event) const {
        return event.end >= from.ns && event.start <= to.ns && event.depth <= deepest;
    }
};

struct Format {
    std::string_view name;                                           // for --to
    std::string_view ending;                                         // of a file's name: ".json"
    std::string_view what;                                           // a few words on what reads it
    void (*write)(const ExportRequest& request, std::ostream& out);  // stops early when `out` fails
};

std::span<const Format> formats();
const Format* formatNamed(std::string_view name);  // nullptr: there is none

// Writes a file; an older one at `path` is replaced whole or not at all. Thread: any.
Result<void> exportTrace(const Format& format, const ExportRequest& request,
                         const std::filesystem::path& path);

}  // namespace heddle
