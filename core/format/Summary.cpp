// SPDX-License-Identifier: MIT
#include "core/format/Summary.h"

#include <unordered_set>

namespace heddle {
namespace {

class Count {
public:
    void take(const Event& event) {
        if (event.phase != Phase::done && event.phase != Phase::failed)
            return;
        if (event.phase == Phase::done && event.depth == Depth::program && event.op <= Op::last)
            ++m_summary.operations[static_cast<std::size_t>(event.op)];
        if (!event.message.isNone() && !handsOverConnection(event.op))
            takeMessage(event);
        if (event.op == Op::processEnd)
            m_summary.exits[event.worker] = event.value;
        else if (event.op == Op::threadEnd)
            m_summary.exits[event.worker] = event.phase == Phase::done ? 0 : 1;
    }

    Summary result() { return std::move(m_summary); }

private:
    void takeMessage(const Event& event) {
        const bool isDone = event.phase == Phase::done;
        if (sendsMessage(event.op) && isDone) {
            ++m_summary.sent;
        } else if (sendsMessage(event.op) && event.outcome == Outcome::killed) {
            m_perhapsSent.insert(event.message);  // it was, if somebody receives it
        } else if (receivesMessage(event.op) && isDone) {
            ++m_summary.received;
            m_summary.sent += m_perhapsSent.erase(event.message);
        }
    }

    Summary m_summary;
    std::unordered_set<MessageId> m_perhapsSent;
};

}  // namespace

std::optional<std::int64_t> Summary::exitOf(WorkerId worker) const {
    const auto found = exits.find(worker);
    return found == exits.end() ? std::nullopt : std::optional(found->second);
}

Summary summaryOf(const Trace& trace) {
    Count count;
    for (std::size_t number = 0; number < trace.chunks(); ++number) {
        const auto chunk = trace.chunk(number);
        const std::size_t events = chunk->size();
        for (std::size_t i = 0; i < events; ++i)
            count.take(chunk->event(i));
    }
    return count.result();
}

}  // namespace heddle
