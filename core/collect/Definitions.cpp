// SPDX-License-Identifier: MIT
#include "core/collect/Definitions.h"

#include <limits>

namespace heddle {
namespace {

constexpr std::uint64_t mostOf32 = std::numeric_limits<std::uint32_t>::max();
constexpr std::int64_t mostOfInt = std::numeric_limits<std::int32_t>::max();

}  // namespace

std::optional<WorkerInfo> workerDefinedBy(const Event& record, std::string_view text) {
    const auto kind = static_cast<std::uint8_t>(record.outcome);
    if (record.worker.isNone() || record.site.isNone() ||
        kind > static_cast<std::uint8_t>(WorkerKind::thread) || record.depth > Depth::system ||
        record.value < 0 || record.value > mostOfInt ||
        record.message.number > static_cast<std::uint64_t>(mostOfInt))
        return std::nullopt;
    WorkerInfo info;
    info.id = record.worker;
    info.kind = static_cast<WorkerKind>(kind);
    info.depth = record.depth;
    info.process = {record.site.number};
    info.parent = {record.parent};
    info.handle = record.object;
    info.pid = static_cast<std::int32_t>(record.message.number);
    info.tid = static_cast<std::int32_t>(record.value);
    info.path = text;
    return info;
}

std::optional<ObjectInfo> objectDefinedBy(const Event& record, std::string_view text) {
    if (record.object.isNone() || record.value < 0 ||
        record.value > static_cast<std::int64_t>(ObjectKind::last) || record.message.number > mostOf32)
        return std::nullopt;
    ObjectInfo info;
    info.id = record.object;
    info.kind = static_cast<ObjectKind>(record.value);
    info.maker = record.worker;
    const ObjectId other{static_cast<std::uint32_t>(record.message.number)};
    const bool isEnd = info.kind == ObjectKind::pipeEnd || info.kind == ObjectKind::socket ||
                       info.kind == ObjectKind::byteEnd || info.kind == ObjectKind::datagramSocket;
    (isEnd ? info.peer : info.copyOf) = other;
    if (record.operation != 0 && isVariable(info.kind))
        info.capacity = static_cast<std::int64_t>(std::uint64_t{record.site.number} << 32 | record.parent);
    else if (record.operation != 0)
        info.capacity = static_cast<std::int64_t>(record.operation) - 1;
    info.firstOrder = record.order;
    info.path = text;
    return info;
}

std::optional<SiteInfo> siteDefinedBy(const Event& record, std::string_view text) {
    const std::size_t end = text.find('\0');
    if (record.site.isNone() || record.value < 0 || record.value > mostOfInt || end == std::string_view::npos)
        return std::nullopt;
    SiteInfo info;
    info.id = record.site;
    info.line = static_cast<std::uint32_t>(record.value);
    info.file = text.substr(0, end);
    info.function = text.substr(end + 1);
    return info;
}

}  // namespace heddle
