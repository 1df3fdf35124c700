// SPDX-License-Identifier: MIT
// The edges of byte streams and connections: a receive after the sends of all its bytes, an accept after its
// connect.
#include "core/collect/Edges.h"

#include "core/event/StreamVerb.h"

namespace heddle {
namespace {

// A ring may say anything; a stream has no more bytes than this.
constexpr std::uint64_t mostBytes = std::uint64_t{1} << 62;
static_assert(mostBytes <= inRing::offsetMark);

std::uint64_t bytesOf(const Event& event) {
    return event.value < 0 ? 0 : static_cast<std::uint64_t>(event.value) % mostBytes;
}

std::uint64_t firstOf(const Event& event) {
    return inRing::offsetOf(event.message) % mostBytes;
}

}  // namespace

bool Edges::hasCome(const Event& receive) const {
    return bytesOf(receive) == 0 || m_streams.hasCome(receive.object, firstOf(receive) + bytesOf(receive));
}

// A send has moved what it tells when it waits; and one that was killed may have moved all.
void Edges::passBytes(Event& event) {
    const std::uint64_t from = firstOf(event), upTo = from + bytesOf(event);
    const Role role = roleOf(event.op);
    event.message = {};
    if (role == Role::sends && event.phase != Phase::called) {
        event.message = m_streams.send(event.object, from, upTo, event.phase != Phase::waits, m_lastMessage);
        free(m_streams.takeWaitersAt(m_streams.peerOf(event.object)));
    } else if (role == Role::receives && event.phase == Phase::done) {
        m_parts = m_streams.receive(event.object, from, upTo);
        std::uint64_t known = 0;
        for (const Streams::Part& part : m_parts)
            known += static_cast<std::uint64_t>(part.bytes);
        m_counts.outside += known < upTo - from ? 1 : 0;
        // The receive itself tells of the last message that is now whole.
        for (std::size_t i = m_parts.size(); i-- > 0 && event.message.isNone();)
            if (m_parts[i].isWhole) {
                event.message = m_parts[i].message;
                m_parts.erase(m_parts.begin() + static_cast<std::ptrdiff_t>(i));
            }
    }
}

void Edges::passConnection(Event& event) {
    const MessageId named = event.message;
    const StreamVerb verb = streamVerbOf(event.op);
    if (verb != StreamVerb::accept)
        m_connections.tell(event);
    if (verb == StreamVerb::connect && effectOf(event) == Role::sends && !named.isNone()) {
        // The same two addresses again: of what went before nobody has heard the end.
        if (const MessageNumbers::Entry* former = m_messages.find(named); former && former->isSent)
            m_messages.erase(named);
    }
    if (!event.message.isNone())
        passMessage(event);
    if (verb != StreamVerb::accept || event.phase != Phase::done || event.value <= 0)
        return;
    const ObjectId accepted{static_cast<std::uint32_t>(event.value)};
    const ObjectId connector = m_connections.takeConnector(named);
    m_streams.pair(connector, accepted);
    free(m_streams.takeWaitersAt(connector));
    free(m_streams.takeWaitersAt(accepted));
}

void Edges::giveUpBytes(const Event& receive, bool isCycle) {
    // An end that nobody was seen to accept or to connect has a peer that is not watched.
    const bool isOutside = !isCycle && m_streams.peerOf(receive.object).isNone();
    m_streams.giveUp(receive.object, isOutside ? mostBytes : firstOf(receive) + bytesOf(receive));
    free(m_streams.takeWaitersAt(receive.object));
}

}  // namespace heddle
