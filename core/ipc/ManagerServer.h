// SPDX-License-Identifier: MIT
#pragma once

#include "core/ipc/ManagerStore.h"
#include "core/sync/Thread.h"

#include <vector>

namespace heddle {

// What a manager's process does: accepts whoever connects, and serves each connection by a thread of its own.
// The threads are workers of library depth. Thread: one owner, the process's main thread.
class ManagerServer {
public:
    ManagerServer(ManagerLink& link, FileDescriptor listening, FileDescriptor life)
        : m_link(link), m_listening(std::move(listening)), m_life(std::move(life)) {}

    void run();  // until its owner says so, or is gone: the other end of `life` closes

private:
    bool acceptOne(const FileDescriptor& either);  // false: it is over
    void startThread(FileDescriptor client, std::uint32_t whose);
    void endThreads();
    void serve(int fd, std::uint32_t client, std::uint64_t session);
    bool receive(int fd, std::uint32_t client, std::string& request);
    std::string answer(const std::string& request, std::uint32_t client, std::uint64_t session);

    ManagerLink& m_link;
    FileDescriptor m_listening, m_life;
    ManagerStore m_store;
    std::vector<std::weak_ptr<FileDescriptor>> m_connections;
    std::vector<Thread> m_threads;
    std::uint64_t m_sessions = 0;
};

}  // namespace heddle
