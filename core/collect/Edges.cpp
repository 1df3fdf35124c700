// SPDX-License-Identifier: MIT
#include "core/collect/Edges.h"

#include "core/event/StreamVerb.h"

#include <algorithm>
#include <utility>

namespace heddle {
namespace {

// A number beyond this is taken for nonsense: its events are ordered by time alone.
constexpr std::uint32_t mostObjects = 1U << 24;

constexpr bool isReasonable(ObjectId id) {
    return id.number != 0 && id.number < mostObjects;
}

constexpr std::uint32_t after(std::uint32_t order) {
    return order + 1 == 0 ? 1 : order + 1;  // 0 is no number: the count steps over it
}

}  // namespace

Edges::Object* Edges::place(ObjectId id) {
    if (!isReasonable(id))
        return nullptr;
    if (id.number >= m_objects.size())
        m_objects.resize(std::max<std::size_t>(id.number + 1, m_objects.size() * 2));
    return &m_objects[id.number];
}

void Edges::define(ObjectId id, std::uint32_t firstOrder, ObjectId copyOf) {
    Object* object = place(id);
    if (!object || object->isDefined)
        return;
    object->isDefined = true;
    object->next = after(firstOrder);
    object->original = copyOf == id || firstOrder == 0 ? ObjectId{} : copyOf;
    object->originalNext = object->next;
    freeWaiters(*object);
}

void Edges::defineHandle(ObjectId handle, WorkerId standsFor) {
    if (Object* object = place(handle); object && object->stands.isNone())
        object->stands = standsFor;
}

void Edges::indexFrom(ObjectId id) {
    if (hasPlace(id))
        m_objects[id.number].indexedFrom = m_objects[id.number].next;
}

bool Edges::isAheadOfOriginal(const Object& copy) const {
    return isReasonable(copy.original) &&
           static_cast<std::int32_t>(copy.originalNext - object(copy.original).next) > 0;
}

Await Edges::missing(const Event& event) const {
    if (event.order != 0 && isReasonable(event.object)) {
        const Object& its = object(event.object);
        if (!its.isDefined) [[unlikely]]
            return Await::definition;
        if (isAheadOfOriginal(its)) [[unlikely]]
            return Await::original;
        if (static_cast<std::int32_t>(event.order - its.next) > 0)
            return Await::order;
    }
    switch (effectOf(event)) {
    case Role::receives: {
        if (event.message.isNone())
            return Await::nothing;
        if (inRing::isOffset(event.message))
            return hasCome(event) ? Await::nothing : Await::bytes;
        return isMessageThere(event.message) ? Await::nothing : Await::message;
    }
    case Role::begins:
    case Role::ends:
        return !isReasonable(event.object) || object(event.object).hasStarted ? Await::nothing : Await::start;
    case Role::joins:
        return !isReasonable(event.object) || object(event.object).hasEnded ? Await::nothing : Await::end;
    case Role::none:
    case Role::sends:
    case Role::starts:
    case Role::carries:
        return Await::nothing;
    }
    return Await::nothing;
}

void Edges::park(Lane& lane, Await awaits) {
    lane.place = Lane::Place::parked;
    lane.awaits = awaits;
    lane.awaitedIn = nullptr;
    if (awaits == Await::message) {
        Lane*& waiters = m_messages.findOrAdd(lane.head().message).waiters;
        lane.nextWaiter = std::exchange(waiters, &lane);
        return;
    }
    if (awaits == Await::bytes) {
        lane.nextWaiter = std::exchange(m_streams.waitersAt(lane.head().object), &lane);
        return;
    }
    const ObjectId awaited =
        awaits == Await::original ? object(lane.head().object).original : lane.head().object;
    if (Object* object = place(awaited)) {
        lane.nextWaiter = std::exchange(object->waiters, &lane);
    }
}

void Edges::pass(Event& event) {
    if (event.order != 0)
        passOrder(event);
    m_parts.clear();
    m_receiver = {};
    if (isOfDatagram(event.op))
        passDatagram(event);
    else if (inRing::isOffset(event.message))
        passBytes(event);
    else if (streamVerbOf(event.op) == StreamVerb::listen || handsOverConnection(event.op))
        passConnection(event);
    else if (!event.message.isNone())
        passMessage(event);
    passHandle(event);
}

void Edges::passOrder(const Event& event) {
    Object* object = place(event.object);
    if (!object)
        return;
    if (static_cast<std::int32_t>(event.order - object->next) < 0) {
        ++m_counts.late;
        return;
    }
    object->next = after(event.order);
    object->original = {};  // what its first event has waited for holds for all
    if (object->waiters)
        freeWaiters(*object);
}

void Edges::passMessage(Event& event) {
    const Role role = effectOf(event);
    if (role != Role::sends && role != Role::receives)
        return passUnmoved(event);
    const MessageId message = event.message;
    MessageNumbers::Entry& entry = m_messages.findOrAdd(message);
    if (entry.number == 0)
        entry.number = ++m_lastMessage;
    event.message = {entry.number};
    entry.isSent |= role == Role::sends;
    Lane* waiters = std::exchange(entry.waiters, nullptr);
    const bool isEarlyReceive = role == Role::receives && entry.isEarly;  // its send may still come
    const bool isFirstSend = role == Role::sends && !entry.isEarly;
    if (!isEarlyReceive && !isFirstSend)
        m_messages.erase(message);
    free(waiters);
}

// A send that waits has begun to move its message, and is followed from here on; one that failed has not
// moved it.
void Edges::passUnmoved(Event& event) {
    const MessageId message = std::exchange(event.message, MessageId{});
    if (roleOf(event.op) == Role::carries) {
        const MessageNumbers::Entry* entry = m_messages.find(message);
        event.message = entry ? MessageId{entry->number} : MessageId{};
        return;
    }
    if (roleOf(event.op) != Role::sends)
        return;
    if (event.phase == Phase::waits) {
        MessageNumbers::Entry& entry = m_messages.findOrAdd(message);
        if (entry.number == 0)
            entry.number = ++m_lastMessage;
        event.message = {entry.number};
    } else if (const MessageNumbers::Entry* entry = m_messages.find(message);
               entry && entry->waiters == nullptr) {
        event.message = {entry->number};
        m_messages.erase(message);
    }
}

void Edges::passHandle(const Event& event) {
    const Role role = effectOf(event);
    if (role != Role::starts && role != Role::ends)
        return;
    Object* object = place(event.object);
    if (!object)
        return;
    (role == Role::starts ? object->hasStarted : object->hasEnded) = true;
    freeWaiters(*object);
}

void Edges::giveUp(Lane& lane, bool isCycle) {
    const Event& head = lane.head();
    if (isCycle)
        ++m_counts.cycles;
    if (lane.awaits == Await::bytes)
        return giveUpBytes(head, isCycle);
    if (lane.awaits == Await::message) {
        MessageNumbers::Entry& entry = m_messages.findOrAdd(head.message);
        entry.isEarly = true;
        m_counts.outside += isCycle ? 0 : 1;
        free(std::exchange(entry.waiters, nullptr));
        return;
    }
    Object* object = place(head.object);
    if (!object)
        return;
    if (lane.awaits == Await::original) {
        object = place(std::exchange(object->original, ObjectId{}));
        return object ? freeWaiters(*object) : void();
    }
    if (lane.awaits == Await::start)
        object->hasStarted = true;
    else if (lane.awaits == Await::end)
        object->hasEnded = true;
    else
        object->next = head.order;
    object->isDefined = object->isDefined || lane.awaits == Await::definition;
    if (!isCycle) {
        m_counts.ordersSkipped += lane.awaits == Await::order ? 1 : 0;
        m_counts.startsMissing += lane.awaits == Await::start ? 1 : 0;
        m_counts.endsMissing += lane.awaits == Await::end ? 1 : 0;
        m_counts.definitionsMissing += lane.awaits == Await::definition ? 1 : 0;
    }
    freeWaiters(*object);
}

void Edges::freeWaiters(Object& object) {
    free(std::exchange(object.waiters, nullptr));
}

// Each of the waiters goes on, or waits for the next thing.
void Edges::free(Lane* waiters) {
    while (waiters) {
        Lane& lane = *waiters;
        waiters = std::exchange(lane.nextWaiter, nullptr);
        const Await awaits = missing(lane.head());
        if (awaits != Await::nothing) {
            park(lane, awaits);
            continue;
        }
        lane.place = Lane::Place::ready;
        m_freed.push_back(&lane);
    }
}

}  // namespace heddle
