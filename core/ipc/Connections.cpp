// SPDX-License-Identifier: MIT
#include "core/ipc/Connections.h"

#include "core/probe/Watch.h"

#include <array>
#include <atomic>
#include <map>
#include <pthread.h>
#include <unistd.h>

namespace heddle {
namespace {

// Touched in the child of a fork, where no lock can be trusted. 0: an empty place; else a descriptor plus 1.
std::array<std::atomic<int>, 4096> inherited;

void closeAll() {
    for (std::atomic<int>& place : inherited)
        if (const int fd = place.exchange(0); fd > 0)
            ::close(fd - 1);
}

bool isHeld() {
    const RunPage* page = watch::page();
    return page && page->mode.load(std::memory_order_relaxed) == static_cast<std::uint32_t>(Mode::held);
}

// Closed when the thread ends: its manager then takes back what it held. Not in held modes, where that would
// be after its last gate, at an instant that nobody chooses; there the end of the process tells it.
struct OfThread {
    std::uint32_t generation = watch::generation;
    std::map<std::uint64_t, int> fds;

    void refresh() {
        if (generation != watch::generation)
            fds.clear();  // closed when the fork was made
        generation = watch::generation;
    }
    ~OfThread() {
        refresh();
        if (isHeld())
            return;
        for (const auto& [manager, fd] : fds) {
            Connections::forget(fd);
            ::close(fd);
        }
    }
};

OfThread& ofThisThread() {
    thread_local OfThread mine;
    mine.refresh();
    return mine;
}

}  // namespace

int Connections::find(std::uint64_t manager) {
    const auto& fds = ofThisThread().fds;
    const auto found = fds.find(manager);
    return found == fds.end() ? -1 : found->second;
}

bool Connections::keep(std::uint64_t manager, FileDescriptor connection) {
    if (!closeInChildren(connection.number()))
        return false;
    ofThisThread().fds[manager] = connection.release();
    return true;
}

bool Connections::closeInChildren(int fd) {
    static const bool isHeard = pthread_atfork(nullptr, nullptr, closeAll) == 0;
    for (std::atomic<int>& place : inherited) {
        int empty = 0;
        if (isHeard && place.compare_exchange_strong(empty, fd + 1))
            return true;
    }
    return false;
}

void Connections::forget(int fd) {
    for (std::atomic<int>& place : inherited) {
        int kept = fd + 1;
        if (place.compare_exchange_strong(kept, 0))
            return;
    }
}

}  // namespace heddle
