// SPDX-License-Identifier: MIT
#pragma once

#include "core/session/RunRequest.h"
#include "core/session/Steering.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <utility>

namespace heddle {

// Who chooses in a held run, and how fast it goes. Thread: collector only.
class Guide {
public:
    explicit Guide(const RunRequest& request);

    // -- tell it
    // Held; whoever was let, or hit, counts no more. A chooser that is asked for again after a while by hand
    // goes on where it was.
    void set(const Orders::Choose& order);
    // It stands for that, and is stepped from here. `chosen` was, and is still to go.
    void standAt(BreakpointHit hit, std::optional<WorkerId> chosen = {});
    void letFree();                                // nobody chooses any more
    void let(WorkerId worker) { m_let = worker; }  // stepped: the next to go
    void letNext() { m_isNextLet = true; }         // stepped: whoever is chosen goes next
    void isLet();                                  // stepped, somebody went on
    void forgetTrouble();                          // at which it stands: a death may have undone it
    std::optional<WorkerId> takeLet();
    bool takeNextLet() { return std::exchange(m_isNextLet, false); }

    // -- ask it
    bool isStepped() const { return m_choosing.isStepped(); }
    bool waitsForWord() const { return m_choosing.waitsForWord; }
    bool isChosenBy(const Choosing& choosing) const { return m_choosing.isSameChooser(choosing); }
    bool hasChooser() const { return m_chooser != nullptr; }
    bool hasLet() const { return m_let.has_value() || m_isNextLet; }
    bool stands() const { return m_hit.has_value(); }  // for a breakpoint
    std::size_t choose(std::span<const Candidate> candidates);
    // How long until the next operation is due, in slow motion; then, and in all others, at once: and the one
    // behind it is due later.
    std::optional<Span> untilDue();
    bool wasSwitched() const { return m_wasSwitched; }  // between choosers
    void tellIn(Choices& choices) const;

private:
    struct PutBy {
        Choosing choosing;
        std::shared_ptr<Chooser> chooser;
    };
    void takeUp(const Choosing& choosing);

    Choosing m_choosing;
    std::shared_ptr<Chooser> m_chooser;  // none: by hand
    std::optional<PutBy> m_putBy;        // by hand: whoever chose before
    std::optional<WorkerId> m_chosen;    // and not let go yet
    std::optional<double> m_operationsPerSecond;
    Instant m_nextIsDue;  // in slow motion
    std::optional<WorkerId> m_let;
    bool m_isNextLet = false;
    std::optional<BreakpointHit> m_hit;
    bool m_wasSwitched = false;
};

}  // namespace heddle
