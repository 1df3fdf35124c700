// SPDX-License-Identifier: MIT
#include "core/ipc/SharedMemory.h"

#include <utility>

namespace heddle {
namespace {

Operation begun(Op op, SharedRegion& region, std::size_t from, const SourceLocation& where) {
    return Operation{op, region.object(), where, Patience::forever(), static_cast<std::int64_t>(from)};
}

bool isWithin(Operation& operation, const SharedRegion& region, std::size_t from, std::size_t count) {
    if (region.contains(from, count))
        return true;
    operation.takesEffect();
    operation.failed(Outcome::invalid, "not all of it lies within");
    return false;
}

}  // namespace

SharedMemory::SharedMemory(std::string name, std::size_t bytes)
    : m_region(ObjectKind::sharedMemory, std::move(name), bytes) {}

Received<std::string> SharedMemory::read(std::size_t from, std::size_t count, Site where) {
    Operation operation = begun(Op::memoryRead, m_region, from, where);
    if (!isWithin(operation, m_region, from, count))
        return Outcome::invalid;
    std::string bytes(count, '\0');
    m_region.read(operation, from, bytes.data(), count);
    operation.done(Outcome::ok, bytes);
    return bytes;
}

Outcome SharedMemory::write(std::size_t from, std::string_view bytes, Site where) {
    Operation operation = begun(Op::memoryWrite, m_region, from, where);
    if (!isWithin(operation, m_region, from, bytes.size()))
        return Outcome::invalid;
    m_region.write(operation, from, bytes.data(), bytes.size());
    operation.done(Outcome::ok, bytes);
    return Outcome::ok;
}

}  // namespace heddle
