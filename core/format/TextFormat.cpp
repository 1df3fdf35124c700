// SPDX-License-Identifier: MIT
#include "core/format/TextFormat.h"

#include "core/format/EventWalk.h"
#include "core/format/InfoJson.h"
#include "core/trace/Describe.h"

#include <array>
#include <cstdio>

namespace heddle {
namespace {

// "    12      1.234567 ms  ": steps and times stand below each other in all but the longest runs.
std::string margin(const WalkedEvent& walked) {
    std::array<char, 80> text;
    const double ms = static_cast<double>(walked.event.end) / 1e6;
    const int length = walked.event.isStep()
                           ? std::snprintf(text.data(), text.size(), "%7lld  %13.6f ms  ",
                                           static_cast<long long>(walked.step), ms)
                           : std::snprintf(text.data(), text.size(), "%7s  %13.6f ms  ", "", ms);
    return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace

void writeText(const ExportRequest& request, std::ostream& out) {
    out << infoText(*request.trace) << '\n';
    Describer describer(request.trace);
    walkWanted(request, out, [&](const WalkedEvent& walked) {
        const auto depth = static_cast<std::size_t>(walked.event.depth);
        out << margin(walked) << std::string(2 * depth, ' ') << describer.inEnglish(walked.index) << '\n';
    });
}

}  // namespace heddle
