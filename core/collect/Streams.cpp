// SPDX-License-Identifier: MIT
#include "core/collect/Streams.h"

#include <algorithm>
#include <utility>

namespace heddle {

const Streams::End* Streams::find(ObjectId end) const {
    const auto found = m_ends.find(end);
    return found == m_ends.end() ? nullptr : &found->second;
}

void Streams::pair(ObjectId end, ObjectId other) {
    if (end.isNone() || other.isNone() || end == other || !peerOf(end).isNone() || !peerOf(other).isNone())
        return;
    m_ends[end].peer = other;
    m_ends[other].peer = end;
}

ObjectId Streams::peerOf(ObjectId end) const {
    const End* its = find(end);
    return its ? its->peer : ObjectId{};
}

MessageId Streams::send(ObjectId end, std::uint64_t from, std::uint64_t upTo, bool isOver,
                        std::uint64_t& lastMessage) {
    End& its = m_ends[end];
    Send* last = its.sends.empty() ? nullptr : &its.sends.back();
    const bool goesOn = last && !last->isOver && last->from == from;
    if (last && !last->isOver && !goesOn)
        last->isOver = true;  // its end was never recorded
    if (!goesOn) {
        if (upTo <= from)
            return {};
        its.sends.push_back({{++lastMessage}, from, from, 0, false});
        last = &its.sends.back();
    }
    last->upTo = std::max(last->upTo, upTo);
    last->isOver = isOver;
    its.sentUpTo = std::max(its.sentUpTo, last->upTo);
    return last->message;
}

bool Streams::hasCome(ObjectId end, std::uint64_t upTo) const {
    const End* its = find(end);
    if (!its)
        return false;
    const End* sender = find(its->peer);
    return its->givenUpTo >= upTo || (sender && sender->sentUpTo >= upTo);
}

std::vector<Streams::Part> Streams::receive(ObjectId end, std::uint64_t from, std::uint64_t upTo) {
    const auto sender = m_ends.find(peerOf(end));
    if (sender == m_ends.end())
        return {};
    std::vector<Part> parts;
    std::deque<Send>& sends = sender->second.sends;
    for (Send& send : sends) {
        if (send.from >= upTo)
            break;
        const std::uint64_t first = std::max(send.from, from), last = std::min(send.upTo, upTo);
        if (first >= last)
            continue;
        send.taken += last - first;
        const bool isWhole = send.isOver && send.taken >= send.upTo - send.from;
        parts.push_back({send.message, static_cast<std::int64_t>(last - first), isWhole});
    }
    // What lies before was received, or is never asked for again.
    while (!sends.empty() && sends.front().isOver && sends.front().upTo <= upTo)
        sends.pop_front();
    return parts;
}

void Streams::giveUp(ObjectId end, std::uint64_t upTo) {
    End& its = m_ends[end];
    its.givenUpTo = std::max(its.givenUpTo, upTo);
}

Lane* Streams::takeWaitersAt(ObjectId end) {
    const auto found = m_ends.find(end);
    return found == m_ends.end() ? nullptr : std::exchange(found->second.waiters, nullptr);
}

Event partOf(const Event& receive, const Streams::Part& part) {
    Event event;
    event.start = receive.start;
    event.end = receive.end;
    event.message = part.message;
    event.value = part.bytes;
    event.worker = receive.worker;
    event.object = receive.object;
    event.site = receive.site;
    event.parent = receive.operation;
    event.op = part.isWhole ? Op::streamWhole : Op::streamPart;
    event.depth = Depth::library;
    event.flags = Event::madeByCollector;
    return event;
}

}  // namespace heddle
