// SPDX-License-Identifier: MIT
// What can be chosen in a held run, as it stands just now.
#pragma once

#include "core/base/Id.h"
#include "core/event/Event.h"
#include "core/schedule/Choosing.h"
#include "core/session/Breakpoint.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

enum class Stand : std::uint8_t {
    running,  // away from its gate
    atGate,   // stands before its next operation
    waiting,  // its operation has begun, and could not go on
    aside,    // let go long ago, and not back
    ended
};

// Why a worker cannot be let go.
enum class Obstacle : std::uint8_t {
    none,
    ended,
    runs,       // it has not come to its gate yet
    aside,      // nor will it soon: it computes, or waits outside Heddle
    ofLibrary,  // Heddle's own, which go by themselves
    otherTime,  // it waits, and another one's time comes first
    sameAgain   // it waits, and nothing has changed there since it last tried
};

// What comes of letting a worker go.
enum class Ability : std::uint8_t {
    no,    // it cannot be chosen
    go,    // it does its operation, or may, where the kernel decides
    wait,  // it begins to wait
    fire   // its time comes
};

struct WorkerChoice {
    WorkerId worker;
    Stand stand = Stand::running;
    Ability ability = Ability::no;
    Op op = Op::none;  // what it stands before or waits in
    ObjectId object;
    SiteId site;
    Depth depth = Depth::program;
    bool mayTimeOut = false;  // its wait ends by itself, when its time comes

    bool canBeChosen() const { return ability != Ability::no; }
    Obstacle obstacle() const;
    bool operator==(const WorkerChoice&) const = default;
};

struct Choices {
    std::uint64_t version = 0;         // grows whenever anything here changes
    bool isToChoose = false;           // stepped, and nobody runs: let() is heard
    bool isOver = false;               // the run has ended
    Choosing choosing;                 // none: it is free just now
    bool isFollowing = false;          // an earlier run says who goes, whatever `choosing` says
    std::optional<WorkerId> followed;  // whom it names next
    std::optional<double> operationsPerSecond;
    std::vector<WorkerChoice> workers;  // by number, all that were heard of; of the last time that all stood
    std::optional<BreakpointHit> hit;   // why it stands
    Depth steps = Depth::program;       // what is stepped: library: what Heddle does itself is chosen too
    std::int64_t step = 0;              // steps so far
    std::uint64_t events = 0;           // events of the trace so far

    bool isStepped() const { return isFollowing ? choosing.waitsForWord : choosing.isStepped(); }
    bool isChoosingItself() const { return isFollowing || choosing.kind != ChooserKind::byHand; }
    const WorkerChoice* of(WorkerId worker) const {  // nullptr: never heard of
        for (const WorkerChoice& one : workers)
            if (one.worker == worker)
                return &one;
        return nullptr;
    }
    std::optional<WorkerId> nextInTurn(WorkerId last) const;  // none: nobody can be chosen
};

}  // namespace heddle
