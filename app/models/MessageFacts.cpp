// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/MessageFacts.h"

#include <algorithm>

namespace heddle {

namespace {

constexpr std::size_t mostLookedAt = 1000;  // that are under way elsewhere

std::size_t sentBefore(const PackedRow<Message>& all, std::size_t events) {
    const auto after =
        std::partition_point(all.begin(), all.end(), [&](const Message& m) { return m.sent < events; });
    return static_cast<std::size_t>(after - all.begin());
}

// Of what is in the order of its events.
template <typename Row>
std::size_t countBefore(const Row& row, std::size_t event) {
    const auto first =
        std::partition_point(row.begin(), row.end(), [&](const auto& of) { return of.event < event; });
    return static_cast<std::size_t>(first - row.begin());
}

}  // namespace

void MessageFacts::send(const Message& message) {
    m_waiting.insert_or_assign(m_waiting.end(), message.id, m_all.size());
    m_all.open(message);
    m_received.append(static_cast<std::int64_t>(Message::never));
    addEnd(message.from, message.sent);
    if (message.isReply)
        addEnd(message.through, message.sent);
}

void MessageFacts::addEnd(std::size_t lane, std::size_t event) {
    if (m_ends.size() <= lane)
        m_ends.resize(lane + 1);
    m_ends[lane].append({event});
}

std::size_t MessageFacts::endsIn(std::size_t lane, std::size_t fromEvent, std::size_t toEvent) const {
    if (lane >= m_ends.size())
        return 0;
    const std::size_t before = countBefore(m_ends[lane], fromEvent);
    return countBefore(m_ends[lane], std::max(fromEvent, toEvent)) - before;
}

std::optional<Message> MessageFacts::receive(MessageId id, std::size_t event, std::int64_t step,
                                             std::int64_t ns, std::uint32_t lane) {
    const auto found = m_waiting.find(id);
    if (found == m_waiting.end())
        return std::nullopt;
    const std::size_t index = found->second;
    m_waiting.erase(found);
    Message& message = m_all.opened(index);
    message.received = event;
    message.receivedStep = step;
    message.receivedNs = ns;
    message.to = lane;
    m_received.set(index, static_cast<std::int64_t>(event));
    m_receipts.append({event, index});
    addEnd(lane, event);
    if (m_together > 1 && !message.isReply)
        addEnd(message.through, event);
    const Message known = message;
    m_all.settle(index);
    return known;
}

Message* MessageFacts::underWay(MessageId id) {
    const auto found = m_waiting.find(id);
    return found == m_waiting.end() ? nullptr : &m_all.opened(found->second);
}

Message* MessageFacts::nextThrough(std::uint32_t lane) {
    std::size_t looked = 0;
    for (const auto& [id, number] : m_waiting)
        if (m_all[number].through == lane)
            return &m_all.opened(number);
        else if (++looked == mostLookedAt)
            break;
    return nullptr;
}

void MessageFacts::goesOn(MessageId id, std::size_t event) {
    if (const auto found = m_waiting.find(id); found != m_waiting.end())
        m_later.insert_or_assign(m_later.end(), event, found->second);
}

void MessageFacts::relay(MessageId id, const Relay& relay) {
    if (const auto found = m_waiting.find(id); found != m_waiting.end())
        m_relays.emplace_hint(m_relays.end(), m_all[found->second].sent, relay);
}

std::optional<Relay> MessageFacts::relayOf(const Message& message) const {
    const auto found = m_relays.find(message.sent);
    return found == m_relays.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::size_t> MessageFacts::ofEvent(std::size_t event) const {
    const std::size_t sent = sentBefore(m_all, event);
    if (sent < m_all.size() && m_all[sent].sent == event)
        return sent;
    if (const auto later = m_later.find(event); later != m_later.end())
        return later->second;
    const std::size_t received = countBefore(m_receipts, event);
    if (received < m_receipts.size() && m_receipts[received].event == event)
        return m_receipts[received].message;
    return std::nullopt;
}

std::size_t MessageFacts::inFlightCount(std::size_t events) const {
    return sentBefore(m_all, events) - countBefore(m_receipts, events);
}

MessageFacts::Some MessageFacts::withAnEndIn(std::size_t fromEvent, std::size_t toEvent,
                                             std::size_t limit) const {
    const std::size_t first = sentBefore(m_all, fromEvent), end = sentBefore(m_all, toEvent);
    const std::size_t received = countBefore(m_receipts, fromEvent), last = countBefore(m_receipts, toEvent);
    if (end - first + last - received > limit)
        return underWay(fromEvent, toEvent, limit);
    Some some;
    for (std::size_t at = received; at != last; ++at)
        if (const std::size_t message = m_receipts[at].message; message < first)
            some.messages.push_back(message);
    std::sort(some.messages.begin(), some.messages.end());
    for (std::size_t message = first; message < end; ++message)
        some.messages.push_back(message);
    return some;
}

MessageFacts::Some MessageFacts::underWay(std::size_t fromEvent, std::size_t toEvent,
                                          std::size_t limit) const {
    Some some;
    const std::size_t end = sentBefore(m_all, toEvent);
    const auto threshold = static_cast<std::int64_t>(fromEvent);
    const std::size_t sentWithin = end - sentBefore(m_all, fromEvent);
    // A power of two, and by the message's own number: what is left out stays the same while the view moves.
    const std::size_t atMost = sentWithin + inFlightCount(fromEvent);
    while (limit > 0 && atMost / some.oneOf > limit)
        some.oneOf *= 2;
    const std::size_t period = some.oneOf * m_together;
    for (std::size_t i = m_received.nextAtLeast(0, threshold); i < end;) {
        const bool isKept = i % period < m_together;
        if (isKept)
            some.messages.push_back(i);
        i = m_received.nextAtLeast(isKept ? i + 1 : (i / period + 1) * period, threshold);
    }
    return some;
}

}  // namespace heddle
