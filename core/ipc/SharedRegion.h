// SPDX-License-Identifier: MIT
#pragma once

#include "core/ipc/RobustLock.h"
#include "core/probe/Object.h"
#include "core/probe/Operation.h"

#include <cstddef>
#include <string>

namespace heddle {

// Memory that this process shares with those that it starts later, with an identity that is the same in all
// of them. What its accesses move is told by whoever moves it. Thread: any, of any of these processes.
class SharedRegion {
public:
    SharedRegion(ObjectKind kind, std::string name, std::size_t bytes);
    ~SharedRegion();
    SharedRegion(const SharedRegion&) = delete;
    SharedRegion& operator=(const SharedRegion&) = delete;

    bool isMapped() const { return m_header != nullptr; }  // false: the kernel gave no memory
    std::size_t size() const { return m_bytes; }
    bool contains(std::size_t from, std::size_t count) const {
        return isMapped() && from <= m_bytes && count <= m_bytes - from;
    }

    // As one step of `operation`, in which `from` and `count` lie.
    void read(Operation& operation, std::size_t from, void* to, std::size_t count);
    void write(Operation& operation, std::size_t from, const void* source, std::size_t count);

    std::byte* data() const;  // nullptr unless it is mapped
    Object& object() { return m_object; }

private:
    struct Header {
        std::atomic<std::uint32_t> order;
        RobustLock lock;
    };
    static Header* map(std::size_t bytes);

    std::size_t m_bytes;
    Header* m_header;
    Object m_object;
};

}  // namespace heddle
