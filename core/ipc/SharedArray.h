// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/SourceLocation.h"
#include "core/ipc/SharedRegion.h"
#include "core/sync/Describe.h"
#include "core/sync/Received.h"

#include <limits>
#include <string>
#include <type_traits>
#include <utility>

namespace heddle {

// Places in memory that this process shares with those that it starts later, all zero at first. Python:
// multiprocessing.Array. A load or store by itself is never torn. Thread: any, of any of these processes.
template <class T>
requires std::is_trivially_copyable_v<T> && std::is_default_constructible_v<T>
class SharedArray {
public:
    using Site = SourceLocation;
    SharedArray(std::string name, std::size_t count)
        : m_region(ObjectKind::sharedArray, std::move(name), bytesOf(count)), m_count(count) {}

    // Of its making: ok, or refused when the kernel gave no memory; then every access is invalid.
    Outcome outcome() const { return m_region.isMapped() ? Outcome::ok : Outcome::refused; }
    std::size_t size() const { return m_count; }

    // invalid (event: failed, invalid) where there is no such place.
    Received<T> load(std::size_t index, Site where = Site::current()) {
        Operation operation{Op::arrayLoad, m_region.object(), where, Patience::forever(),
                            static_cast<std::int64_t>(index)};
        if (!isThere(operation, index))
            return Outcome::invalid;
        T value;
        m_region.read(operation, index * sizeof(T), &value, sizeof(T));
        tell(operation, value);
        return value;
    }
    Outcome store(std::size_t index, const T& value, Site where = Site::current()) {
        Operation operation{Op::arrayStore, m_region.object(), where, Patience::forever(),
                            static_cast<std::int64_t>(index)};
        if (!isThere(operation, index))
            return Outcome::invalid;
        m_region.write(operation, index * sizeof(T), &value, sizeof(T));
        tell(operation, value);
        return Outcome::ok;
    }

private:
    // More than there can be where the product would not fit: the kernel then says no.
    static std::size_t bytesOf(std::size_t count) {
        constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
        return count > most / sizeof(T) ? most : count * sizeof(T);
    }
    bool isThere(Operation& operation, std::size_t index) {
        if (m_region.isMapped() && index < m_count)
            return true;
        operation.takesEffect();
        operation.failed(Outcome::invalid, "it has no such place");
        return false;
    }
    static void tell(Operation& operation, const T& value) {
        if (!operation.isWatched())
            return;
        Description content;
        describe(content, value);
        if constexpr (std::integral<T>)
            content.writeNumber();
        operation.done(Outcome::ok, content.text());
    }

    SharedRegion m_region;
    const std::size_t m_count;
};

}  // namespace heddle
