// SPDX-License-Identifier: MIT
#include "core/ipc/Connections.h"

#include "core/probe/Latch.h"
#include "core/probe/Watch.h"

#include <array>
#include <atomic>
#include <map>
#include <mutex>
#include <pthread.h>
#include <unistd.h>

namespace heddle {
namespace {

// Touched in the child of a fork, where no lock can be trusted. 0: an empty place; else a descriptor plus 1.
std::array<std::atomic<int>, 4096> inherited;

// Of a descriptor that is open and not yet kept in its place the child of another thread's fork would not
// know. Held across the calls that open and close it, which never wait, and across a fork.
Latch opening;

void beforeFork() {
    opening.lock();
}

void afterForkInParent() {
    opening.unlock();
}

void inForkedChild() {
    for (std::atomic<int>& place : inherited)
        if (const int fd = place.exchange(0); fd > 0)
            ::close(fd - 1);
    opening.reset();
}

bool takePlace(int fd) {
    for (std::atomic<int>& place : inherited) {
        int empty = 0;
        if (place.compare_exchange_strong(empty, fd + 1))
            return true;
    }
    return false;
}

void leavePlace(int fd) {
    for (std::atomic<int>& place : inherited) {
        int kept = fd + 1;
        if (place.compare_exchange_strong(kept, 0))
            return;
    }
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
        for (const auto& [manager, fd] : fds)
            Connections::close(FileDescriptor{fd});
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

void Connections::keep(std::uint64_t manager, FileDescriptor connection) {
    ofThisThread().fds[manager] = connection.release();
}

FileDescriptor Connections::open(const std::function<FileDescriptor()>& make) {
    static const bool isHeard = pthread_atfork(beforeFork, afterForkInParent, inForkedChild) == 0;
    if (!isHeard)
        return {};
    const std::lock_guard guard{opening};
    FileDescriptor made = make();
    if (made.isOpen() && !takePlace(made.number()))
        made.close();
    return made;
}

void Connections::close(FileDescriptor fd) {
    if (!fd.isOpen())
        return;
    const std::lock_guard guard{opening};
    leavePlace(fd.number());
    fd.close();
}

}  // namespace heddle
