// SPDX-License-Identifier: GPL-3.0-or-later
// What a run came to, as the window says it: one sentence for the banner, a few words for the status line.
#pragma once

#include "app/panels/Banner.h"
#include "core/trace/RunFacts.h"

#include <QString>

#include <optional>

namespace heddle {

struct Finding {
    Banner::Tone tone;
    QString sentence;
};

// Thread: any. The gravest first: trouble, a program that failed, what a file warns of; none when all is
// well.
std::optional<Finding> gravestIn(const RunFacts& facts);

QString foundWords(const RunFacts& facts);  // "no trouble found", "2 troubles", "1 note"

}  // namespace heddle
