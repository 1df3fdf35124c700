// SPDX-License-Identifier: MIT
#include "core/probe/Worker.h"

#include <sys/syscall.h>
#include <unistd.h>

namespace heddle {

Worker::Worker(const Newcomer& newcomer, RunPage& runPage, Slot& slot, Event* ring, ProcessId inProcess,
               const AttachSocket& attachSocket)
    : id(newcomer.id), path(newcomer.path), handle(newcomer.handle), process(inProcess), kind(newcomer.kind),
      depth(newcomer.depth), source(static_cast<TickSource>(runPage.tickSource)), page(runPage),
      gate(runPage, slot, attachSocket), m_ring(slot, ring, runPage.ringRecords),
      m_attachSocket(attachSocket), m_standing(newcomer.standing) {
    Event definition;
    definition.worker = id;
    definition.parent = newcomer.parent.number;
    definition.object = newcomer.handle;
    definition.value = syscall(SYS_gettid);
    definition.message = {static_cast<std::uint64_t>(getpid())};
    definition.site = {process.number};
    definition.outcome = static_cast<Outcome>(newcomer.kind);
    definition.depth = newcomer.depth;
    definition.spare = static_cast<std::uint8_t>(Definition::worker);
    define(definition, path);
    Event begin;
    begin.start = begin.end = static_cast<std::int64_t>(now());
    begin.worker = id;
    begin.object = newcomer.handle;
    begin.operation = newOperation();
    begin.op = newcomer.kind == WorkerKind::process ? Op::processBegin : Op::threadBegin;
    begin.depth = Depth::library;
    record(begin);
}

void Worker::tellStarter() {
    FutexWord* standing = std::exchange(m_standing, nullptr);
    standing->store(1, std::memory_order_release);
    futexWake(*standing, 1);
}

void Worker::recordInFullRing(const Event& event, std::string_view text) {
    if (!page.isLossy && makeRoom(text.size()))
        m_ring.write(event, text);
    else
        slot().lost.store(slot().lost.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
}

void Worker::define(Event definition, std::string_view text) {
    if (text.size() > Event::textLimit) {
        text = text.substr(text.size() - Event::textLimit);  // of a path the end tells more
        definition.flags |= Event::textWasCut;
    }
    definition.flags |= Event::isDefinition;
    definition.textBytes = static_cast<std::uint16_t>(text.size());
    if (makeRoomToDefine(text.size()))
        m_ring.write(definition, text);
}

// Waits until the reader has drained enough; the wait is told as an event of its own. False: Heddle is gone.
bool Worker::makeRoom(std::size_t textBytes) {
    Event wait;
    wait.start = static_cast<std::int64_t>(now());
    constexpr std::size_t roomForBoth = sizeof(Event);
    while (!m_ring.waitForRoom(page, textBytes + roomForBoth, Span::millis(500))) {
        if (!Gate::isHeddleThere(m_attachSocket)) {
            watch::goQuiet();
            return false;
        }
    }
    wait.end = static_cast<std::int64_t>(now());
    wait.worker = id;
    wait.operation = newOperation();
    wait.op = Op::ringWait;
    wait.depth = Depth::library;
    slot().produced.store(slot().produced.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    m_ring.write(wait, {});
    return true;
}

void Worker::end(Worker* worker) {
    RunPage& page = worker->page;
    worker->slot().state.store(static_cast<std::uint32_t>(SlotState::ended), std::memory_order_release);
    watch::current = nullptr;
    watch::hasSaidFarewell = true;
    delete worker;
    tellKeeper(page);
}

std::string Worker::pathFor(std::string_view name) {
    std::string whole = path + "/" + std::string(name);
    const int before = m_names[std::string(name)]++;
    if (before > 0)
        whole += "#" + std::to_string(before + 1);
    return whole;
}

std::string Worker::defaultName(std::string_view kindOfThing) {
    const int number = ++m_names["*" + std::string(kindOfThing)];
    return std::string(kindOfThing) + "-" + std::to_string(number);
}

}  // namespace heddle
