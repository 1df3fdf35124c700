// SPDX-License-Identifier: MIT
#include "core/collect/Datagrams.h"

#include <algorithm>

namespace heddle {
namespace {

constexpr std::size_t mostLate = 64;                        // so far behind nothing comes any more
constexpr std::size_t mostUnderWay = std::size_t{1} << 18;  // more than any buffer takes

}  // namespace

ObjectId Datagrams::socketAt(std::uint32_t mark) const {
    if ((mark & inRing::pairMark) != 0 && mark < 2 * inRing::pairMark)
        return {mark & (inRing::pairMark - 1)};
    const auto found = m_sockets.find(mark);
    return found == m_sockets.end() ? ObjectId{} : found->second;
}

void Datagrams::send(MessageId name, std::uint64_t number, WorkerId sender) {
    Way& way = m_ways[std::uint64_t{sender.number} << 32 | inRing::receiverOf(name)];
    way.sent.emplace_back(name, number);
    m_sent[name].push_back({number, &way});
    forgetOld(way);
}

bool Datagrams::isSent(MessageId name) const {
    const auto found = m_sent.find(name);
    return found != m_sent.end() && !std::ranges::all_of(found->second, &Sent::isOvertaken);
}

MessageId Datagrams::receive(MessageId name) {
    const auto found = m_sent.find(name);
    if (found == m_sent.end())
        return {};
    auto& alike = found->second;
    auto which = std::ranges::find_if_not(alike, &Sent::isOvertaken);
    if (which == alike.end())
        which = alike.begin();
    const MessageId message{which->number};
    Way& way = *which->way;
    way.lastReceived = std::max(way.lastReceived, which->number);
    alike.erase(which);
    if (alike.empty())
        m_sent.erase(found);
    forgetOld(way);
    return message;
}

// What was dropped, or it would be kept to the end of the run.
void Datagrams::forgetOld(Way& way) {
    const auto isOld = [&] {
        return way.sent.size() > mostUnderWay ||
               (way.sent.size() > mostLate && way.sent[mostLate].second <= way.lastReceived);
    };
    for (; isOld(); way.sent.pop_front()) {
        const auto& [name, number] = way.sent.front();
        const auto found = m_sent.find(name);
        if (found == m_sent.end())
            continue;
        std::erase_if(found->second, [number = number](const Sent& sent) { return sent.number == number; });
        if (found->second.empty())
            m_sent.erase(found);
    }
}

Event queuedBy(const Event& send, ObjectId receiver) {
    Event event = send;
    event.object = receiver;
    event.order = 0;
    event.operation = 0;
    event.parent = send.operation;
    event.op = Op::datagramQueued;
    event.phase = Phase::done;
    event.outcome = Outcome::ok;
    event.depth = Depth::library;
    event.flags = static_cast<std::uint8_t>((send.flags & Event::textWasCut) | Event::madeByCollector);
    return event;
}

}  // namespace heddle
