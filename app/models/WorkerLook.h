// SPDX-License-Identifier: GPL-3.0-or-later
// How a worker's state is shown: a colour, a mark and words, so that it is never told by colour alone.
#pragma once

#include "app/theme/Theme.h"
#include "core/world/World.h"

#include <QString>

namespace heddle {

struct WorkerLook {
    Tone tone = Tone::idle;
    QString mark;       // one sign: "▶" runs, "…" waits for a message, "⊘" for a lock …
    QString activity;   // as code: "put(11)"; "" between operations
    QString state;      // "running", "waits for jobs", "held, can go on", "finished", "killed by SIGSEGV"
    QString note = {};  // of one that waits though it need not: "can go on", "waits its turn"
    friend bool operator==(const WorkerLook&, const WorkerLook&) = default;
};

Tone toneOf(const WorkerState& worker);  // the colour of its state. Thread: any.

// `content`: what it is about to move, or waits to; how it was killed; "" when that is not known. Thread:
// any.
WorkerLook lookOf(const WorkerState& worker, const World& world, const QString& content = {});

}  // namespace heddle
