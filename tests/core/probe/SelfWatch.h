// SPDX-License-Identifier: MIT
#pragma once

#include "core/gate/GateKeeper.h"
#include "core/ring/RunPageMapping.h"
#include "core/ring/SegmentView.h"

#include <memory>
#include <optional>
#include <vector>

namespace heddle::test {

// A test that watches itself: it makes the run's page, is the program that attaches, and the Heddle that
// reads and grants. One in a process, made before the first operation; whoever makes it is the worker "main".
// Thread: the one that made it.
class SelfWatch {
public:
    explicit SelfWatch(std::uint32_t ringRecords);

    RunPage& page() { return m_page.page(); }
    GateKeeper& keeper() { return m_keeper; }
    void setMode(Mode mode) { page().mode.store(static_cast<std::uint32_t>(mode)); }
    void goAway() { m_heddleEnd.close(); }  // as when Heddle dies

    SlotView slotOf(WorkerId worker);            // waits until it has attached
    std::vector<Event> recordsOf(WorkerId who);  // read, and so gone from its ring; without texts
    void readAll();                              // of all workers, and lost; slots are given back
    void awaitStanding(WorkerId worker);         // until it sleeps at the gate
    void grant(WorkerId worker, Grant how = Grant::go) { GateKeeper::grant(slotOf(worker).raw(), how); }

private:
    explicit SelfWatch(RunPageMapping page);
    std::optional<SlotView> find(WorkerId worker);

    RunPageMapping m_page;
    GateKeeper m_keeper;
    FileDescriptor m_heddleEnd, m_programEnd;
    std::vector<std::unique_ptr<SegmentView>> m_segments;
};

}  // namespace heddle::test
