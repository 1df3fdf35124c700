// SPDX-License-Identifier: MIT
#include "core/world/WorldFold.h"

#include <vector>

namespace heddle {

void WorldFold::foldMemory(ObjectState& object) {
    if (m_event.op == Op::signalSend)
        foldSignal(object);
    else if (m_event.op == Op::signalTake)
        object.flag.isSet = false;
    else
        object.memory.places[m_event.value] = m_text;
}

// A signal pends once, however often it was sent.
void WorldFold::foldSignal(ObjectState& handle) {
    const ProcessId process = processOf(handle.handle.worker);
    std::vector<ObjectId> inboxes;
    m_world.m_objects.forEach([&](const ObjectState& state) {
        const ObjectInfo* info = m_world.m_names->object(state.id);
        const bool takesIt = state.kind == ObjectKind::signalInbox && state.queue.capacity == m_event.value;
        if (takesIt && info != nullptr && processOf(info->maker) == process)
            inboxes.push_back(state.id);
    });
    for (const ObjectId id : inboxes) {
        ObjectState& inbox = *m_world.m_objects.edit(id.number);
        inbox.flag.isSet = true;
        changes(inbox);
    }
}

}  // namespace heddle
