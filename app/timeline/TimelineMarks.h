// SPDX-License-Identifier: GPL-3.0-or-later
// What is marked along the timeline. Plain values. Thread: any.
#pragma once

#include <QString>

namespace heddle {

struct TimelineRange {  // of positions
    double from = 0, to = 0;

    double length() const { return to - from; }
    friend bool operator==(const TimelineRange&, const TimelineRange&) = default;
};
struct TimelineMark {
    TimelineRange range;
    bool isKept = false;  // until it is marked again; else until the next mark, or Esc
};

struct TimelineBookmark {
    double step = 0, ns = 0;  // where it stands on either axis
    QString words;            // "step 12: here it begins"
};

}  // namespace heddle
