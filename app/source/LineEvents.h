// SPDX-License-Identifier: GPL-3.0-or-later
// The events of a line of the source.
#pragma once

#include "core/trace/Trace.h"

#include <QString>

#include <functional>
#include <optional>

namespace heddle {

// The last event before `before` that is one; half a million are looked at, so that no frame is held up.
// Thread: any.
std::optional<std::size_t> lastEvent(const Trace& trace, std::size_t before,
                                     const std::function<bool(const Event&)>& isIt);

struct SourceLine {
    QString file;
    int line = 0;
    QString filter;  // that finds its events
};

// What finds the events of a line, and stops a run there: "line=18", with "file=queues/program.cpp" ahead of
// it where the program has several files. Thread: any.
QString filterOfLine(const QString& file, int line, bool isOnlyFile);

// Which line a filter picks that says no more than that.
struct FilteredLine {
    QString file;  // "": of any
    int line = 0;
    bool fits(const QString& fileName, int number) const;
};
std::optional<FilteredLine> lineOfFilter(const QString& filter);

}  // namespace heddle
