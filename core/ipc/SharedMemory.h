// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/ipc/SharedRegion.h"
#include "core/sync/Received.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace heddle {

// Plain bytes that this process shares with those that it starts later, all zero at first. Python:
// multiprocessing.shared_memory.SharedMemory, which has a name in the file system; this one is inherited.
// Thread: any, of any of these processes.
class SharedMemory {
public:
    using Site = SourceLocation;
    SharedMemory(std::string name, std::size_t bytes);

    // Of its making: ok, or refused when the kernel gave no memory; then every access is invalid.
    Outcome outcome() const { return m_region.isMapped() ? Outcome::ok : Outcome::refused; }
    std::size_t size() const { return m_region.size(); }

    // As one step. invalid (event: failed, invalid) unless all of it lies within.
    Received<std::string> read(std::size_t from, std::size_t count, Site where = Site::current());
    Outcome write(std::size_t from, std::string_view bytes, Site where = Site::current());

    // The bytes themselves: what is done to them so is not an operation, and not seen.
    std::span<std::byte> bytes() { return {m_region.data(), m_region.isMapped() ? m_region.size() : 0}; }

private:
    SharedRegion m_region;
};

}  // namespace heddle
