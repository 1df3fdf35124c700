// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/Id.h"
#include "core/base/SourceLocation.h"

namespace heddle {

class Worker;

// A line of the program, as a compiler or another language names it. The strings live as long as the process.
struct SourceLine {
    const char* file;
    std::uint32_t line;
    const char* function;

    SourceLine(const char* fileName, std::uint32_t lineNumber, const char* functionName)
        : file(fileName), line(lineNumber), function(functionName) {}
    SourceLine(const SourceLocation& where)
        : SourceLine(where.file_name(), where.line(), where.function_name()) {}
};

// The number of a source line, the same at every later call; defined to Heddle at the first. A few loads, no
// lock. None when the table is full (4,096 different lines in one process). Thread: any.
SiteId siteOf(const SourceLine& where, Worker& worker);

void resetSitesAfterFork();  // whoever was adding a line is not in the child

}  // namespace heddle
