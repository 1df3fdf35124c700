// SPDX-License-Identifier: MIT
#include "core/collect/Gaps.h"

#include "core/event/InRing.h"
#include "core/event/StreamVerb.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace heddle {
namespace {

// In the operation that it was in at the first look after `samples` looks had been taken?
bool isStillInside(const Lane& lane, std::uint32_t samples) {
    return !lane.isClosed && lane.seen != Lane::Seen::betweenOperations &&
           static_cast<std::int32_t>(lane.seenSince - samples) <= 1;
}

// A nested operation hides the object of the one around it.
bool mayBeAt(const Lane& lane, ObjectId object) {
    return lane.seen == Lane::Seen::unclear || lane.seenParent != 0 || lane.seenObject == object;
}

bool mayBeSending(const Lane& lane, MessageId message) {
    return lane.seen == Lane::Seen::unclear || lane.seenParent != 0 || lane.seenMessage.isNone() ||
           lane.seenMessage == message;
}

// A connect says whom it connects ahead of the kernel's call, so ahead of every accept of it.
bool mayBeConnecting(const Lane& lane, MessageId message) {
    return lane.seen == Lane::Seen::unclear || lane.seenParent != 0 || lane.seenMessage == message;
}

WorkerId senderOf(MessageId message) {
    return {static_cast<std::uint32_t>(message.number >> 32)};
}

}  // namespace

bool Gaps::close(std::uint32_t samples, Patience patience) {
    bool someGo = false;
    for (const auto& lane : m_lanes.all()) {
        if (lane->place != Lane::Place::parked || lane->awaitedIn)
            continue;
        if (patience == Patience::waitForWriters &&
            (lane->samplesBeforeHead() == samples || mayStillCome(*lane)))
            continue;
        if (!m_isIndexed)
            index();
        someGo = settle(*lane) || someGo;
    }
    return someGo;
}

bool Gaps::mayBeOn(ObjectId object, std::uint32_t samples) const {
    return std::ranges::any_of(m_lanes.all(), [&](const auto& lane) {
        return isStillInside(*lane, samples) && mayBeAt(*lane, object);
    });
}

bool Gaps::mayStillCome(const Lane& blocked) const {
    const Event& head = blocked.head();
    const std::uint32_t samples = blocked.samplesBeforeHead();
    switch (blocked.awaits) {
    case Await::nothing:
    case Await::definition:
        return false;
    case Await::order:
    case Await::start:
        return mayBeOn(head.object, samples);
    case Await::original:
        return mayBeOn(m_edges.object(head.object).original, samples);
    case Await::message: {
        if (inRing::isConnection(head.message) || inRing::isDatagram(head.message))
            return std::ranges::any_of(m_lanes.all(), [&](const auto& lane) {
                return isStillInside(*lane, samples) && mayBeConnecting(*lane, head.message);
            });
        const Lane* sender = m_lanes.of(senderOf(head.message));
        return sender && isStillInside(*sender, samples) && mayBeSending(*sender, head.message);
    }
    case Await::bytes:  // whose sender may be anybody, and not yet known to be connected
        return std::ranges::any_of(m_lanes.all(), [&](const auto& lane) {
            return lane->worker != blocked.worker && isStillInside(*lane, samples) &&
                   !inRing::isConnection(lane->seenMessage);
        });
    case Await::end: {
        const Lane* joined = m_lanes.of(m_edges.object(head.object).stands);
        return joined && !joined->isClosed;
    }
    }
    return false;
}

std::uint64_t Gaps::key(Kind kind, ObjectId object) {
    return static_cast<std::uint64_t>(kind) << 32 | object.number;
}

void Gaps::index() {
    m_present.clear();
    for (const auto& lane : m_lanes.all())
        lane->forEachEvent([&](const Event& event) { indexEvent(event, *lane); });
    std::ranges::sort(m_present, {}, [](const Present& p) { return std::tuple(p.what, p.which); });
    m_isIndexed = true;
}

void Gaps::indexEvent(const Event& event, Lane& lane) {
    if (event.order != 0) {
        m_edges.indexFrom(event.object);
        const std::uint32_t number = event.order - m_edges.object(event.object).indexedFrom;
        m_present.push_back({key(Kind::order, event.object), number, &lane});
    }
    if (roleOf(event.op) == Role::sends && inRing::isOffset(event.message)) {
        const std::uint64_t upTo = inRing::offsetOf(event.message) +
                                   static_cast<std::uint64_t>(std::max<std::int64_t>(event.value, 0));
        m_present.push_back({key(Kind::bytes, event.object), upTo, &lane});
    }
    if (streamVerbOf(event.op) == StreamVerb::accept && event.phase == Phase::done) {
        const auto accepted = static_cast<std::uint32_t>(event.value);
        m_present.push_back({key(Kind::pairing, {accepted}), 0, &lane});
        m_present.push_back({key(Kind::pairing, m_edges.connectorOf(event.message)), 0, &lane});
    }
    switch (effectOf(event)) {
    case Role::sends:
        m_present.push_back({key(Kind::send, {}), event.message.number, &lane});
        break;
    case Role::starts:
        m_present.push_back({key(Kind::start, event.object), 0, &lane});
        break;
    case Role::ends:
        m_present.push_back({key(Kind::end, event.object), 0, &lane});
        break;
    case Role::none:
    case Role::receives:
    case Role::begins:
    case Role::joins:
    case Role::carries:
        break;
    }
}

Lane* Gaps::holderFor(const Lane& blocked) const {
    const Event& head = blocked.head();
    const Edges::Object& object = m_edges.object(head.object);
    switch (blocked.awaits) {
    case Await::nothing:
        return nullptr;
    case Await::definition:  // the lowest number goes first
    case Await::order:
        return firstPresent(key(Kind::order, head.object), object.next - object.indexedFrom,
                            head.order - object.indexedFrom);
    case Await::original: {
        const Edges::Object& original = m_edges.object(object.original);
        return firstPresent(key(Kind::order, object.original), original.next - original.indexedFrom,
                            object.originalNext - original.indexedFrom);
    }
    case Await::message:
        return firstPresent(key(Kind::send, {}), head.message.number, head.message.number + 1);
    case Await::bytes:
        return senderOfBytes(head);
    case Await::start:
        return firstPresent(key(Kind::start, head.object), 0, 1);
    case Await::end:
        return firstPresent(key(Kind::end, head.object), 0, 1);
    }
    return nullptr;
}

Lane* Gaps::senderOfBytes(const Event& receive) const {
    const ObjectId peer = m_edges.peerOf(receive.object);
    if (peer.isNone())
        return firstPresent(key(Kind::pairing, receive.object), 0, 1);
    const std::uint64_t upTo = inRing::offsetOf(receive.message) +
                               static_cast<std::uint64_t>(std::max<std::int64_t>(receive.value, 0));
    return firstPresent(key(Kind::bytes, peer), upTo, std::numeric_limits<std::uint64_t>::max());
}

Lane* Gaps::firstPresent(std::uint64_t what, std::uint64_t from, std::uint64_t below) const {
    const auto found = std::ranges::lower_bound(m_present, std::tuple(what, from), {},
                                                [](const Present& p) { return std::tuple(p.what, p.which); });
    return found != m_present.end() && found->what == what && found->which < below ? found->lane : nullptr;
}

bool Gaps::settle(Lane& blocked) {
    blocked.awaitedIn = holderFor(blocked);
    if (!blocked.awaitedIn) {
        m_edges.giveUp(blocked, false);
        return true;
    }
    Lane* earliest = earliestInCircle(blocked);
    if (!earliest)
        return false;
    m_edges.giveUp(*earliest, true);
    return true;
}

Lane* Gaps::earliestInCircle(Lane& start) const {
    Lane* earliest = &start;
    Lane* at = start.awaitedIn;
    for (std::size_t steps = 0; at && at != &start && steps <= m_lanes.all().size(); ++steps) {
        if (at->place != Lane::Place::parked)
            return nullptr;
        if (at->head().end < earliest->head().end)
            earliest = at;
        at = at->awaitedIn;
    }
    return at == &start ? earliest : nullptr;
}

}  // namespace heddle
