// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/LaneFacts.h"

namespace heddle {

bool takesWhatCame(Op op) {
    return receivesMessage(op) || op == Op::queueTake || op == Op::managedGet || op == Op::managerAccept ||
           op == Op::signalTake;
}

void BarTrack::indexLastBar() {
    Bar& open = bars.opened(bars.size() - 1);
    const WaitKind before = bars.size() > 1 ? bars[bars.size() - 2].lastWait : WaitKind::none;
    open.lastWait = open.hasWaited() ? waitKindOf(open.op) : before;
    const Bar bar = open;
    bars.settle(bars.size() - 1);
    if (bar.isTrouble() && bar.outcome != Outcome::killed)
        troubles.push_back(bars.size() - 1);
    barsBySteps.append({bar.lastStep, bar.waitedSteps, static_cast<std::uint8_t>(bar.lastWait)});
    barsByTime.append({bar.endNs, bar.waitedNs, static_cast<std::uint8_t>(bar.lastWait)});
}

}  // namespace heddle
