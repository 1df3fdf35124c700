// SPDX-License-Identifier: MIT
#include "core/ipc/Manager.h"

#include "core/ipc/Connections.h"
#include "core/ipc/ManagerServer.h"

#include <csignal>
#include <sys/socket.h>

namespace heddle {

Manager::Manager(std::string name, Site where) : m_link(std::make_shared<ManagerLink>(std::move(name))) {
    if (!m_link->isOpen())
        return;
    FileDescriptor serversLife, listening = m_link->takeListening();
    m_life = Connections::open([&] {
        int ends[2] = {-1, -1};
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
            return FileDescriptor{};
        serversLife = FileDescriptor{ends[1]};
        return FileDescriptor{ends[0]};
    });
    if (!m_life.isOpen())
        return;
    m_server = Process(
        m_link->object.name() + ".process",
        [&] {
            // A terminal's Ctrl+C goes to all processes of the program: they decide, and their manager serves
            // them meanwhile.
            std::signal(SIGINT, SIG_IGN);
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
        Connections::close(std::move(m_life));
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
    return {make(ObjectKind::managedValue, std::move(name), 0, where), std::move(initial), where};
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
