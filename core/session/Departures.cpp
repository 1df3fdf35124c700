// SPDX-License-Identifier: MIT
#include "core/session/Departures.h"

#include "core/gate/GateKeeper.h"
#include "core/session/Engine.h"
#include "core/supervise/TaskTable.h"

#include <algorithm>
#include <csignal>
#include <poll.h>
#include <utility>

namespace heddle {
namespace {

// 0: it sends none that could end anybody.
int signalOf(const Event& event) {
    if (event.op == Op::signalSend)
        return static_cast<int>(event.value);
    if (event.op == Op::processKill)
        return SIGKILL;
    return event.op == Op::processTerminate ? SIGTERM : 0;
}

}  // namespace

void Departures::heard(const Event& event) {
    const bool isOfCollector = (event.flags & Event::madeByCollector) != 0;
    if (event.phase == Phase::done && signalOf(event) != 0)
        m_struck = {event.object, signalOf(event)};
    const bool isEnd = event.phase == Phase::done || event.phase == Phase::failed;
    if (event.op == Op::threadEnd && isEnd && !isOfCollector && holdsRobustMutex(event.worker))
        m_leaves = event.worker;
}

// Nobody is granted in between, so that a join, an end of file or a waitpid after it never races.
void Departures::awaitDeath(ProcessId process, Span atMost) {
    const Instant limit = monotonicNow() + atMost;
    for (const auto& segment : m_engine.collector().segments()) {
        if (segment->process() != process || m_engine.isDead(process))
            continue;
        pollfd ended{segment->pidfd(), POLLIN, 0};
        while (segment->pidfd() >= 0 && poll(&ended, 1, 1) == 0 && monotonicNow() < limit)
            m_engine.readOutput();
        if (!m_engine.lookWhetherAlive(*segment))
            m_engine.bury(process);
        return;
    }
}

bool Departures::holdsRobustMutex(WorkerId worker) const {
    return std::ranges::any_of(m_engine.world().objects(), [&](ObjectId id) {
        const ObjectState& object = *m_engine.world().object(id);
        return object.kind == ObjectKind::robustMutex && object.mutex.owner == worker;
    });
}

// What the kernel does at an end is not seen at a gate: descriptors are closed, robust mutexes change hands.
void Departures::awaitThem() {
    if (m_leaves) {
        if (const WorkerInfo* leaves =
                m_engine.trace()->names().worker(*std::exchange(m_leaves, std::nullopt)))
            awaitTask(leaves->pid, leaves->tid);
    }
    const auto [handle, signal] = std::exchange(m_struck, {});
    const ObjectState* struck = m_engine.world().object(handle);
    const WorkerInfo* target = struck ? m_engine.trace()->names().worker(struck->handle.worker) : nullptr;
    if (!target || (signal != SIGKILL && isBlockedByAll(target->pid, signal)))
        return;
    awaitDeath(target->process, signal == SIGKILL ? Span::seconds(2) : Span::millis(200));
    m_engine.collector().flush();
}

// The kernel goes through a thread's robust mutexes before it takes the thread away.
void Departures::awaitTask(std::int32_t pid, std::int32_t tid) {
    const Instant limit = monotonicNow() + Span::seconds(2);
    GateKeeper keeper(m_engine.program().page());
    for (auto now = readTask(pid, tid); now && !now->isOver() && monotonicNow() < limit;
         now = readTask(pid, tid))
        keeper.sleep(keeper.glance(), Span::micros(50));
}

}  // namespace heddle
