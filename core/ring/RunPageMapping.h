// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/FileDescriptor.h"
#include "core/base/Result.h"
#include "core/ring/Layout.h"

namespace heddle {

// The run's page as one process sees it. Thread: any, after it was made.
class RunPageMapping {
public:
    static Result<RunPageMapping> create(std::uint32_t ringRecords, bool isLossy,
                                         Mode mode);  // Heddle's side
    static RunPage*
    mapForTracedProcess(int fd);  // nullptr: not a page of this version. Async-signal-safe; stays mapped

    RunPageMapping(RunPageMapping&& other) noexcept;
    RunPageMapping& operator=(RunPageMapping&&) = delete;
    ~RunPageMapping();

    RunPage& page() { return *m_page; }
    const RunPage& page() const { return *m_page; }
    int fd() const { return m_memory.number(); }

private:
    RunPageMapping(FileDescriptor memory, RunPage* page) : m_memory(std::move(memory)), m_page(page) {}

    FileDescriptor m_memory;
    RunPage* m_page;
};

}  // namespace heddle
