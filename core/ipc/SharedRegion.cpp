// SPDX-License-Identifier: MIT
#include "core/ipc/SharedRegion.h"

#include "core/ipc/SharedPage.h"

#include <algorithm>
#include <limits>
#include <mutex>

namespace heddle {
namespace {

constexpr std::size_t headerBytes = 128;  // two lines of the cache: what is shared begins on one of its own

}  // namespace

SharedRegion::Header* SharedRegion::map(std::size_t bytes) {
    static_assert(sizeof(Header) <= headerBytes);
    if (bytes > std::numeric_limits<std::size_t>::max() / 2)
        return nullptr;
    auto* header = static_cast<Header*>(mapSharedPage(headerBytes + bytes));
    if (header)
        header->lock.prepare();
    return header;
}

SharedRegion::SharedRegion(ObjectKind kind, std::string name, std::size_t bytes)
    : m_bytes(bytes), m_header(map(bytes)),
      m_object({kind, {}, m_header ? &m_header->order : nullptr}, std::move(name)) {}

SharedRegion::~SharedRegion() {
    if (m_header)
        unmapSharedPage(m_header, headerBytes + m_bytes);
}

std::byte* SharedRegion::data() const {
    return m_header ? reinterpret_cast<std::byte*>(m_header) + headerBytes : nullptr;
}

void SharedRegion::read(Operation& operation, std::size_t from, void* to, std::size_t count) {
    const std::lock_guard guard{m_header->lock};
    operation.takesEffect();
    std::copy_n(data() + from, count, static_cast<std::byte*>(to));
}

void SharedRegion::write(Operation& operation, std::size_t from, const void* source, std::size_t count) {
    const std::lock_guard guard{m_header->lock};
    operation.takesEffect();
    std::copy_n(static_cast<const std::byte*>(source), count, data() + from);
}

}  // namespace heddle
