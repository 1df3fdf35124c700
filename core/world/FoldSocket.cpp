// SPDX-License-Identifier: MIT
#include "core/event/StreamVerb.h"
#include "core/world/WorldFold.h"

#include <algorithm>

namespace heddle {

void WorldFold::foldTransfer(ObjectState& object) {
    if (isOfDatagram(m_event.op))
        return foldDatagram(object);
    const StreamVerb verb = streamVerbOf(m_event.op);
    if (verb == StreamVerb::send)
        return foldSendBytes(object);  // as far as it went when it waits or fails
    if (m_event.phase != Phase::done)
        return;
    switch (verb) {
    case StreamVerb::listen:
        return foldListen(object);
    case StreamVerb::connect:
        return foldConnect(object);
    case StreamVerb::accept:
        return foldAccept(object);
    case StreamVerb::receive:
        return foldReceiveBytes(object);
    case StreamVerb::shutdown:
        object.socket.hasShutDown |= m_event.value != 0;  // 0 receiving, 1 sending, 2 both
        object.socket.hasShutDownReceiving |= m_event.value != 1;
        return;
    case StreamVerb::close:
        return foldClose(object);
    case StreamVerb::send:
    case StreamVerb::none:
        return;
    }
}

void WorldFold::foldListen(ObjectState& object) {
    object.socket.isListening = true;
    object.socket.backlog = m_event.value;
}

// It waits in the listener's backlog until it is accepted; both sides may send and receive meanwhile.
void WorldFold::foldConnect(ObjectState& object) {
    object.socket.isConnected = true;
    object.socket.listener = {static_cast<std::uint32_t>(m_event.value)};
    ObjectState* listener = this->object(object.socket.listener);
    if (listener == nullptr)
        return;
    changes(*listener);
    listener->socket.waiting.join({m_event.message, object.id.number, m_event.worker, {}});
}

void WorldFold::foldAccept(ObjectState& object) {
    ++object.socket.accepted;
    const auto place = object.socket.waiting.find(m_event.message);
    const bool isKnown = place != object.socket.waiting.end();
    const ObjectId connector{isKnown ? static_cast<std::uint32_t>(place->value) : 0};
    if (isKnown)
        object.socket.waiting.leave(place);
    ObjectState* accepted = this->object({static_cast<std::uint32_t>(m_event.value)});
    if (accepted == nullptr)
        return;
    accepted->socket.isConnected = true;
    changes(*accepted);
    if (ObjectState* client = m_world.m_objects.edit(connector.number)) {
        client->pipeEnd.peer = accepted->id;
        changes(*client);
        accepted->pipeEnd.peer = client->id;
    }
}

// A message is under way from its first byte on: `waits` tells how many bytes have gone so far.
void WorldFold::foldSendBytes(ObjectState& object) {
    if (m_event.message.isNone())
        return;
    PipeEndState& end = object.pipeEnd;
    const bool isUnderWay = m_event.phase == Phase::waits;
    QueuedMessage* known = end.inFlight.edit(m_event.message);
    const std::int64_t before = known == nullptr ? 0 : known->value;
    if (m_event.value != before)
        changes(object);
    if (known == nullptr) {
        end.inFlight.join(
            {m_event.message, m_event.value, m_event.worker, std::string(m_text), false, isUnderWay});
    } else {
        known->value = m_event.value;
        known->isUnderWay = isUnderWay;
        if (!m_text.empty())
            known->text = m_text;
    }
    end.bytesInFlight = sum(end.bytesInFlight, difference(m_event.value, before));
    dropWhatHasCome(end);
}

void WorldFold::foldReceiveBytes(ObjectState& object) {
    ObjectState* sender = this->object(object.pipeEnd.peer);
    if (sender == nullptr)
        return;
    PipeEndState& from = sender->pipeEnd;
    changes(*sender);
    expect(m_event.value <= from.bytesInFlight);
    const std::int64_t taken =
        std::clamp<std::int64_t>(m_event.value, 0, std::max<std::int64_t>(from.bytesInFlight, 0));
    from.bytesInFlight -= taken;
    from.bytesTaken = sum(from.bytesTaken, taken);
    dropWhatHasCome(from);
}

// Of a byte stream: messages leave from the front as their last bytes are taken.
void WorldFold::dropWhatHasCome(PipeEndState& from) {
    while (!from.inFlight.empty()) {
        const QueuedMessage& front = from.inFlight.front();
        if (front.isUnderWay || from.bytesTaken < front.value)
            return;
        from.bytesTaken = difference(from.bytesTaken, front.value);
        from.inFlight.leave(from.inFlight.begin());
    }
}

}  // namespace heddle
