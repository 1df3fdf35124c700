// SPDX-License-Identifier: GPL-3.0-or-later
// How the measures of a stretch are said and coloured: with the words of the timeline's legend.
#pragma once

#include "app/models/RangeSums.h"
#include "app/theme/Theme.h"

#include <QBrush>
#include <QString>

namespace heddle {

// Thread: GUI only.
QString amountWords(bool isSteps, double amount);  // "1 step", "12 steps"; "1.5 ms"
QString percentWords(double part, double whole);   // "64 %", "1.5 %"; "" where there is no whole
QString shareWords(Share share);                   // "waits for a lock"
Tone toneOf(Share share);
Qt::BrushStyle hatchOf(Share share);  // over its colour, so that waits are told in grey, too
QString waitWords(WaitKind kind);

}  // namespace heddle
