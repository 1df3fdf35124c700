// SPDX-License-Identifier: GPL-3.0-or-later
// What keeps somebody from going on, and a run from being followed again, in one sentence each: as terminal
// and window say it.
#pragma once

#include "core/schedule/Hindrance.h"
#include "core/session/Choices.h"

#include <QString>

namespace heddle {

// `who` is the worker as it is called where that is read; "" where nothing keeps it. Thread: any.
QString wordsFor(Obstacle obstacle, const QString& who);
QString wordsForAbsent(const QString& who);  // nothing was heard of it yet, or just now
QString wordsFor(const Hindrance& hindrance);
QString
warningOf(const Hindrance& hindrance);  // of a replay that goes on all the same; "": nothing to be told

}  // namespace heddle
