// SPDX-License-Identifier: MIT
#include "core/probe/Watch.h"

#include "core/probe/Ending.h"
#include "core/probe/Sites.h"
#include "core/probe/Worker.h"
#include "core/ring/Attach.h"
#include "core/ring/RunPageMapping.h"

#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <new>
#include <pthread.h>

namespace heddle::watch {

std::atomic<State> state{State::unknown};
std::uint32_t generation = 1;
Latch adoption;
thread_local Worker* current = nullptr;
thread_local bool hasSaidFarewell = false;

namespace {

constexpr std::uint32_t mostSegments = 1024;  // of one process: 65,536 workers at the same time

struct Process {
    RunPage* page = nullptr;
    AttachSocket socket;
    ProcessId id;
    Segment segments[mostSegments];
    std::uint32_t segmentCount = 0;
    Latch latch;                         // guards the segments; never taken on the record path
    const Worker* forkedFrom = nullptr;  // in the child of a fork that nobody announced: the parent's thread
    int forks = 0;
    ObjectId handle;  // the Process object in the parent that stands for this process
};
constinit Process self;
pthread_key_t farewellKey;

void sayFarewell(void*);

// Once, before anybody attaches: that may be a constructor that runs ahead of ours.
void readEnvironment() {
    pthread_key_create(&farewellKey, sayFarewell);
    const char* value = std::getenv(attachVariable);
    int socket = -1, pageFd = -1;
    if (value && std::sscanf(value, "%d,%d", &socket, &pageFd) == 2)
        self.page = RunPageMapping::mapForTracedProcess(pageFd);
    self.socket = AttachSocket{socket};
    state.store(self.page ? State::watched : State::unwatched);
}

Slot* takeSlot(WorkerId worker, Event*& ring) {
    const std::lock_guard guard{self.latch};
    for (std::uint32_t i = 0; i < mostSegments; ++i) {
        if (i == self.segmentCount) {
            self.page->segmentsSent.fetch_add(1);
            self.segments[i] = Segment::make(*self.page, self.id.number, i, self.socket);
            if (!self.segments[i].isMade()) {
                self.page->segmentsSent.fetch_sub(1);  // or Heddle would wait for it
                return nullptr;
            }
            ++self.segmentCount;
        }
        if (Slot* slot = self.segments[i].takeEmptySlot()) {
            ring = self.segments[i].ringOf(*slot);
            slot->worker = worker.number;
            slot->seenTurn = slot->turn - 1;  // it has stood nowhere yet: see Operation::isParked
            slot->state.store(static_cast<std::uint32_t>(SlotState::running), std::memory_order_release);
            std::atomic_thread_fence(std::memory_order_seq_cst);  // partner: GateKeeper::setMode
            return slot;
        }
    }
    return nullptr;
}

// A std::thread, or a thread of another language, ends without a word: its slot must be given back all the
// same. Called by pthread for a thread that ends, after the destructors of the program's thread_local
// objects; a thread_local of our own would also be destroyed by exit(), where the thread lives on to tell the
// process's end. A main thread that leaves by pthread_exit is not the end of its process.
void sayFarewell(void*) {
    Worker* worker = current;
    if (!worker)
        return;
    if (worker->kind == WorkerKind::thread) {
        Event end;
        end.start = end.end = static_cast<std::int64_t>(worker->now());
        end.worker = worker->id;
        end.operation = worker->newOperation();
        end.op = Op::threadEnd;
        worker->record(end);
    }
    Worker::end(worker);
}

Worker* attach(const Newcomer& newcomer) {
    if (self.id.isNone())
        self.id = {self.page->nextProcess.fetch_add(1)};
    Event* ring = nullptr;
    Slot* slot = takeSlot(newcomer.id, ring);
    if (!slot) {
        hasSaidFarewell = true;  // it is not asked again: the others of the process are watched on
        return nullptr;
    }
    pthread_setspecific(farewellKey, &self);  // anything but null
    current = new (std::nothrow) Worker(newcomer, *self.page, *slot, ring, self.id, self.socket);
    if (current)
        current->isAttached();
    return current;
}

// A thread that Heddle did not start: the program's main, a std::thread, the child of a plain fork.
Newcomer unannounced() {
    Newcomer newcomer;
    newcomer.id = {self.page->nextWorker.fetch_add(1)};
    newcomer.kind = self.segmentCount == 0 ? WorkerKind::process : WorkerKind::thread;
    const std::string number = std::to_string(newcomer.id.number);
    if (const Worker* parent = self.forkedFrom) {
        newcomer.path = parent->path + "/fork-" + std::to_string(self.forks);
        newcomer.parent = parent->id;
        self.forkedFrom = nullptr;
    } else if (newcomer.kind == WorkerKind::thread) {
        newcomer.path = "thread-" + number;
    } else {
        newcomer.path = newcomer.id.number == 1 ? "main" : "process-" + number;
    }
    return newcomer;
}

// No object may be halfway adopted where the child finds it.
void beforeFork() {
    adoption.lock();
    ++self.forks;
}

void afterForkInParent() {
    adoption.unlock();
}

// Only what is safe after a fork of many threads: the first operation attaches.
void inForkedChild() {
    ++generation;
    self.forkedFrom = std::exchange(current, nullptr);
    self.segmentCount = 0;
    self.id = {};
    self.handle = {};
    hasSaidFarewell = false;
    self.latch.reset();
    adoption.reset();
    resetSitesAfterFork();
}

// Ahead of the program's own constructors: its global objects are destroyed before our word of its end, and
// what that does is part of the run.
[[gnu::constructor(101)]] void attachMain() {
    pthread_atfork(beforeFork, afterForkInParent, inForkedChild);
    if (thisWorker())
        recordProcessEndings();
}

}  // namespace

Worker* attachThisThread() {
    if (state.load() == State::unknown)
        readEnvironment();
    if (state.load() != State::watched || hasSaidFarewell)
        return nullptr;
    Worker* worker = attach(unannounced());
    if (!worker)
        goesOnUnwatched();
    return worker;
}

Worker* workerThatEnds() {
    const bool isFirst = [] {
        const std::lock_guard guard{self.latch};
        return self.segmentCount == 0;  // the child of a plain fork that has done nothing else
    }();
    return current || isFirst ? thisWorker() : nullptr;
}

ObjectId processHandle() {
    return self.handle;
}

bool become(const Newcomer& newcomer) {
    self.forkedFrom = nullptr;
    if (state.load() != State::watched || newcomer.id.isNone())
        return true;
    if (newcomer.kind == WorkerKind::process)
        self.handle = newcomer.handle;
    if (attach(newcomer))
        return true;
    const bool mayRun =
        self.page->mode.load(std::memory_order_relaxed) != static_cast<std::uint32_t>(Mode::held);
    if (mayRun)
        goesOnUnwatched();
    return mayRun;
}

void goesOnUnwatched() {
    self.page->unwatched.fetch_add(1);
}

void goQuiet() {
    state.store(State::unwatched);
    current = nullptr;
}

RunPage* page() {
    return state.load(std::memory_order_relaxed) == State::watched ? self.page : nullptr;
}

}  // namespace heddle::watch
