// SPDX-License-Identifier: MIT
#pragma once

#include "core/ipc/ManagerStore.h"
#include "core/sync/Thread.h"

#include <list>

namespace heddle {

// What a manager's process does: accepts whoever connects of the same user, and serves each connection by a
// thread of its own, so that nobody is held up by what another sends or does not. Without descriptors it
// tells so once, and accepts on when there are some again. The threads are workers of library depth.
// Thread: one owner, the process's main thread.
class ManagerServer {
public:
    ManagerServer(ManagerLink& link, FileDescriptor listening, FileDescriptor life)
        : m_link(link), m_listening(std::move(listening)), m_life(std::move(life)) {}

    void run();  // until its owner says so, or is gone: the other end of `life` closes

private:
    struct Client;
    struct Served {  // the connection is the thread's, and gone when its thread is about to end
        std::weak_ptr<FileDescriptor> connection;
        Thread thread;
    };
    bool acceptOne(const FileDescriptor& either);  // false: it is over
    void await(Operation& operation, const FileDescriptor& either, Client& client);
    void welcome(Operation& operation, Client client);
    bool startThread(FileDescriptor client, std::uint32_t whose);
    void joinEnded();
    void endThreads();
    void serve(int fd, std::uint32_t client, std::uint64_t session);
    bool receive(int fd, std::uint32_t client, std::string& request);
    ManagerStore::Answer answerTo(const std::string& request, int fd, std::uint32_t client,
                                  std::uint64_t session);

    ManagerLink& m_link;
    FileDescriptor m_listening, m_life;
    ManagerStore m_store;
    std::list<Served> m_served;
    std::uint64_t m_sessions = 0;
    bool m_isShort = false;  // of descriptors, and has told so
};

}  // namespace heddle
