// SPDX-License-Identifier: MIT
#include "core/ipc/Manager.h"

#include "core/ipc/Connections.h"
#include "core/ipc/ManagerServer.h"

#include <sys/socket.h>

namespace heddle {

Manager::Manager(std::string name, Site where) : m_link(std::make_shared<ManagerLink>(std::move(name))) {
    int life[2] = {-1, -1};
    if (!m_link->isOpen() || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, life) != 0)
        return;
    m_life = FileDescriptor{life[0]};
    FileDescriptor serversLife{life[1]}, listening = m_link->takeListening();
    if (!Connections::closeInChildren(m_life.number()))
        return;
    m_server = Process(
        m_link->object.name() + ".process",
        [&] {
            // Left to the end of the process: its threads serve until then.
            auto* server = new ManagerServer(*m_link, std::move(listening), std::move(serversLife));
            server->run();
            return 0;
        },
        where);
}

Manager::~Manager() {
    stop();
}

void Manager::stop(Site where) {
    if (m_generation != watch::generation) {
        static_cast<void>(m_life.release());  // closed when the fork was made
        return;
    }
    if (!m_server.isJoinable())
        return;
    {
        Operation operation{Op::managerStop, m_link->object, where};
        operation.takesEffect();
        Connections::forget(m_life.number());
        m_life.close();
        operation.done();
    }
    m_server.join(where);
}

ManagedObject Manager::make(ObjectKind kind, std::string name, std::size_t capacity, Site where) {
    return ManagedObject::make(m_link, kind, std::move(name), capacity, where);
}

ManagedDict Manager::dict(std::string name, Site where) {
    return ManagedDict{make(ObjectKind::managedDict, std::move(name), 0, where)};
}

ManagedList Manager::list(std::string name, Site where) {
    return ManagedList{make(ObjectKind::managedList, std::move(name), 0, where)};
}

ManagedValue Manager::value(std::string name, Json initial, Site where) {
    ManagedValue made{make(ObjectKind::managedValue, std::move(name), 0, where)};
    if (!initial.isNothing())
        made.set(std::move(initial), where);
    return made;
}

ManagedNamespace Manager::nameSpace(std::string name, Site where) {
    return ManagedNamespace{make(ObjectKind::managedNamespace, std::move(name), 0, where)};
}

ManagedLock Manager::lock(std::string name, Site where) {
    return ManagedLock{make(ObjectKind::managedLock, std::move(name), 0, where)};
}

ManagedQueue Manager::queue(std::string name, std::size_t capacity, Site where) {
    return ManagedQueue{make(ObjectKind::managedQueue, std::move(name), capacity, where)};
}

}  // namespace heddle
