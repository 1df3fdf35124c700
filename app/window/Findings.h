// SPDX-License-Identifier: GPL-3.0-or-later
// What a run came to, as the window says it: one sentence for the banner, a few words for the status line.
#pragma once

#include "app/panels/Banner.h"
#include "core/trace/RunFacts.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace heddle {

struct Finding {
    Banner::Tone tone;
    QString sentence;
    std::vector<std::uint64_t> events;  // that prove it, in the order of the trace
};

Finding findingOf(const Verdict& verdict);

// Thread: any. The gravest first: troubles, or a program that failed, or what a file warns of; then notes.
std::vector<Finding> findingsIn(const RunFacts& facts);

QString foundWords(const RunFacts& facts);  // "no trouble found", "2 troubles", "1 note"

}  // namespace heddle
