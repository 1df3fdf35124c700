// SPDX-License-Identifier: MIT
#pragma once

#include "core/ipc/Managed.h"
#include "core/ipc/Process.h"

#include <memory>
#include <string>

namespace heddle {

// Objects that live in a process of their own, and that any process of the program uses over a socket.
// Python: multiprocessing.Manager. The process is made by fork when this is made, and ends when this goes
// away, or with whoever made it. In it a thread serves each connection. What was made by it can be used in
// every process that inherits it by fork; each thread connects anew. Its process ignores SIGINT, as Python's
// does, and serves processes of the same user only. It holds all that was open when it was made: of a pipe
// made before it an end stays open in it, and no end of file comes; so make it first. Thread: any.
class Manager {
public:
    using Site = SourceLocation;
    explicit Manager(std::string name = {}, Site where = Site::current());
    ~Manager();
    Manager(const Manager&) = delete;
    Manager& operator=(const Manager&) = delete;

    Outcome outcome() const { return m_server.outcome(); }  // of its start
    void stop(Site where = Site::current());                // by whoever made it; nothing afterwards
    pid_t pid() const { return m_server.pid(); }

    ManagedDict dict(std::string name = {}, Site where = Site::current());
    ManagedList list(std::string name = {}, Site where = Site::current());
    ManagedValue value(std::string name = {}, Json initial = {},
                       Site where = Site::current());  // made(): of both
    ManagedNamespace nameSpace(std::string name = {}, Site where = Site::current());
    ManagedLock lock(std::string name = {}, Site where = Site::current());
    ManagedQueue queue(std::string name = {}, std::size_t capacity = 0, Site where = Site::current());

private:
    ManagedObject make(ObjectKind kind, std::string name, std::size_t capacity, Site where);

    std::shared_ptr<ManagerLink> m_link;
    FileDescriptor m_life;
    Process m_server;
    std::uint32_t m_generation = watch::generation;  // of the process that made it
};

}  // namespace heddle
