// SPDX-License-Identifier: MIT
#include "tests/core/probe/SelfWatch.h"

#include "core/base/Ticks.h"
#include "core/probe/Watch.h"
#include "core/ring/Attach.h"
#include "core/ring/RingReader.h"

#include <cstdlib>
#include <sched.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace heddle::test {

SelfWatch::SelfWatch(std::uint32_t ringRecords)
    : SelfWatch(RunPageMapping::create(ringRecords, false, Mode::free).value()) {}

SelfWatch::SelfWatch(RunPageMapping page) : m_page(std::move(page)), m_keeper(m_page.page()) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, ends) != 0)
        std::abort();
    m_heddleEnd = FileDescriptor{ends[0]};
    m_programEnd = FileDescriptor{ends[1]};
    setenv(attachVariable, (std::to_string(ends[1]) + "," + std::to_string(m_page.fd())).c_str(), 1);
    watch::state.store(watch::State::unknown);  // it looked before the environment was set
    if (!thisWorker())
        std::abort();
}

std::optional<SlotView> SelfWatch::find(WorkerId worker) {
    while (std::optional<Attachment> come = receiveAttachment(m_heddleEnd.number()))
        m_segments.push_back(SegmentView::open(std::move(*come)).value());
    for (const auto& segment : m_segments)
        for (const SlotView slot : segment->slots())
            if (slot.state() != SlotState::empty && slot.worker() == worker)
                return slot;
    return std::nullopt;
}

SlotView SelfWatch::slotOf(WorkerId worker) {
    while (true) {
        if (const auto slot = find(worker))
            return *slot;
        sched_yield();
    }
}

std::vector<Event> SelfWatch::recordsOf(WorkerId worker) {
    RingReader reader{slotOf(worker)};
    reader.begin(worker);
    std::vector<Event> all, events;
    std::vector<std::size_t> definitions;
    reader.drain(all, definitions, static_cast<std::int64_t>(ticksAfter(TickSource{page().tickSource})));
    for (std::size_t at = 0; at < all.size(); at += 1 + recordsOfText(all[at].textBytes))
        events.push_back(all[at]);
    return events;
}

void SelfWatch::readAll() {
    const std::uint32_t workers = page().nextWorker.load();
    for (std::uint32_t number = 1; number < workers; ++number) {
        const std::optional<SlotView> slot = find(WorkerId{number});
        if (!slot)
            continue;
        const bool hasEnded = slot->state() == SlotState::ended;
        recordsOf(WorkerId{number});
        if (hasEnded)
            RingReader{*slot}.giveBack();
    }
}

void SelfWatch::awaitStanding(WorkerId worker) {
    const SlotView slot = slotOf(worker);
    while (!GateKeeper::stands(slot.raw()))
        m_keeper.sleep(m_keeper.glance(), Span::millis(1));
}

}  // namespace heddle::test
