// SPDX-License-Identifier: GPL-3.0-or-later
// The three columns under the top bar, with handles between them.
#pragma once

#include "app/theme/Theme.h"
#include "app/window/WindowMemory.h"

class QSplitter;
class QWidget;

namespace heddle {

struct ColumnContents {
    QWidget *lesson, *workersAndRuns;                     // left
    QWidget *banner, *note, *stage, *timeline, *explore;  // centre
    QWidget *source, *selection, *events, *output;        // right
};

struct Columns {
    QSplitter* all;
    QWidget* area;                    // with it; scrolls where the window is too small
    QList<WindowMemory::Part> parts;  // what can be moved, with its usual sizes
};

// Thread: GUI only. `all` and what is made for it belong to `parent`.
Columns makeColumns(const ColumnContents& contents, const Theme& theme, QWidget* parent);

}  // namespace heddle
