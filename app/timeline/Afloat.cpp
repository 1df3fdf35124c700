// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/Afloat.h"

#include "app/timeline/MessageGeometry.h"

#include <algorithm>

namespace heddle {

namespace {

constexpr std::size_t mostRiding = 2;  // of one object: above each other they hide little

}  // namespace

Afloat afloatAt(const TimelineScope& scope) {
    const MessageFacts& messages = scope.model.messages();
    const std::size_t events = std::min(scope.moment.settled, scope.model.size());
    const MessageFacts::Some some = messages.underWay(events, events, mostCapsules);
    Afloat afloat;
    afloat.oneOf = some.oneOf;
    std::map<std::uint32_t, std::vector<std::size_t>> through;
    for (const std::size_t number : some.messages) {
        const Message& message = messages.all()[number];
        if (!progressOf(message, scope.moment))
            continue;
        if (hasBothEnds(message, scope))
            through[message.through].push_back(number);
        else
            afloat.hidden += some.oneOf;
    }
    const std::vector<std::size_t> chosen = chosenMessages(scope);
    for (const auto& [lane, numbers] : through) {
        const bool isCrowd = numbers.size() * some.oneOf > mostRiding && scope.rows.shows(lane);
        for (const std::size_t number : numbers) {
            const bool isChosen = std::find(chosen.begin(), chosen.end(), number) != chosen.end();
            if (!isCrowd || (isChosen && messages.all()[number].isReceived()))  // else it lies there itself
                afloat.riding.push_back(number);
        }
        const bool allLieThere = std::none_of(numbers.begin(), numbers.end(), [&](std::size_t number) {
            return messages.all()[number].isReceived();
        });
        if (scope.rows.shows(lane) && (isCrowd || !allLieThere))
            afloat.lying[lane] = numbers.size() * some.oneOf;
    }
    return afloat;
}

}  // namespace heddle
