// SPDX-License-Identifier: MIT
#include "core/world/WorldFold.h"

#include <utility>

namespace heddle {
namespace {

// "key: value", as a manager's process tells it. A key that is a text stands in quotes.
std::pair<std::string, std::string> entryIn(std::string_view text) {
    std::size_t from = 0;
    if (text.starts_with('"'))
        for (from = 1; from < text.size() && text[from] != '"'; ++from)
            from += text[from] == '\\' ? 1 : 0;
    const std::size_t colon = text.find(": ", from);
    if (colon == std::string_view::npos)
        return {std::string(text), {}};
    return {std::string(text.substr(0, colon)), std::string(text.substr(colon + 2))};
}

WorkerId clientOf(const Event& event) {
    return {static_cast<std::uint32_t>(event.value)};
}

}  // namespace

// Who has asked, and who was answered: that is kept with the client.
void WorldFold::foldManager(ObjectState& object) {
    if (m_event.op >= Op::dictSet)
        return foldManaged(object);
    const bool isDone = m_event.phase == Phase::done;
    ManagerState& manager = object.manager;
    if (m_event.op == Op::managerAccept) {
        manager.server = processOf(m_event.worker);
        manager.connecting -= isDone ? 1 : 0;
        return;
    }
    manager.isStopping |= isDone && m_event.op == Op::managerStop;
    manager.connecting += isDone && m_event.op == Op::managerConnect ? 1 : 0;
    const bool isClients = m_event.op == Op::requestSend || m_event.op == Op::replyRecv;
    const bool isServers = m_event.op == Op::requestRecv || m_event.op == Op::replySend;
    WorkerState* client = isClients   ? worker(m_event.worker)
                          : isServers ? worker(clientOf(m_event))
                                      : nullptr;
    if (client == nullptr || !isDone)
        return;
    client->askedOf = object.id;
    if (m_event.op == Op::requestSend || m_event.op == Op::requestRecv)
        client->requests += m_event.op == Op::requestSend ? 1 : -1;
    else
        client->replies += m_event.op == Op::replySend ? 1 : -1;
}

// What is done to it in the manager's process is what happens; what its clients tell is that it did.
void WorldFold::foldManaged(ObjectState& object) {
    if (m_event.depth == Depth::program || m_event.phase != Phase::done)
        return;
    ManagedState& managed = object.managed;
    const auto [key, value] = entryIn(m_text);
    if (m_event.op == Op::dictSet || m_event.op == Op::namespaceSet) {
        managed.entries[key] = value;
    } else if (m_event.op == Op::dictRemove) {
        managed.entries.erase(key);
    } else if (m_event.op == Op::listAppend || m_event.op == Op::managedPut) {
        managed.items.emplace_back(m_text);
    } else if (m_event.op == Op::listSet) {
        std::size_t place = 0;
        for (const char digit : key)
            place = digit >= '0' && digit <= '9' && place < managed.items.size()
                        ? place * 10 + static_cast<std::size_t>(digit - '0')
                        : managed.items.size();
        expect(place < managed.items.size());
        if (place < managed.items.size())
            managed.items[place] = value;
    } else if (m_event.op == Op::managedGet) {
        expect(!managed.items.empty());
        if (!managed.items.empty())
            managed.items.erase(managed.items.begin());
    } else if (m_event.op == Op::valueSet) {
        managed.value = m_text;
    } else if (m_event.op == Op::lockAcquire) {
        expect(managed.owner.isNone());
        managed.owner = clientOf(m_event);
    } else if (m_event.op == Op::lockRelease || m_event.op == Op::lockAbandon) {
        expect(managed.owner == clientOf(m_event));
        managed.owner = {};
    }
}

}  // namespace heddle
