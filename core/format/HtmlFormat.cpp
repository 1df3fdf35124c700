// SPDX-License-Identifier: MIT
#include "core/format/HtmlFormat.h"

#include "core/format/EventWalk.h"
#include "core/format/PagePacking.h"
#include "core/format/PlayerPage.h"

#include <sstream>
#include <string>

namespace heddle {
namespace {

// Each column looks at all of them.
constexpr std::uint64_t mostLooks = 1'000'000'000;

std::string grouped(std::uint64_t number) {  // 1,234,567
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3)
        digits.insert(at - 3, ",");
    return digits;
}

}  // namespace

Result<void> fitsPage(const ExportRequest& request) {
    std::uint64_t events = 0;
    ExportRequest quiet = request;
    quiet.whenRead = {};
    const std::ostringstream nowhere;
    walkWanted(quiet, nowhere, [&](const WalkedEvent&) { ++events; });
    if (events > mostEventsOnPage)
        return failure("a page holds at most " + grouped(mostEventsOnPage) + " events, and these are " +
                       grouped(events) + "; choose a part of them with --range A..B");
    const PageSteps steps = stepsOf(request, nowhere);
    const Names& names = request.trace->names();
    const std::uint64_t all = names.workers().size() + names.objects().size();
    const auto columns = static_cast<std::uint64_t>(steps.last - steps.first + 2);
    if (all * columns > mostLooks)
        return failure("a page cannot hold " + grouped(all) + " workers and objects in " + grouped(columns) +
                       " steps; choose a part of them with --range A..B");
    if (request.openAt && (*request.openAt < steps.first - 1 || *request.openAt > steps.last))
        return failure("--at " + std::to_string(*request.openAt) + " is not on this page, which has steps " +
                       std::to_string(steps.first) + " to " + std::to_string(steps.last));
    return {};
}

void writeHtml(const ExportRequest& request, std::ostream& out) {
    const PageTongue says(request.translated);
    out << says.filledIn(playerPageAhead) << PagePacking(request, out).packed() << playerPageBehind;
}

}  // namespace heddle
