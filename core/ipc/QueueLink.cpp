// SPDX-License-Identifier: MIT
#include "core/ipc/QueueLink.h"

#include <limits>

namespace heddle {
namespace {

Object::Kind kindOf(const SharedPage<QueueShared>& shared, std::size_t capacity) {
    Object::Kind kind{ObjectKind::processQueue};
    if (capacity > 0)
        kind.capacity = static_cast<std::int64_t>(capacity);
    kind.sharedCount = shared.isMapped() ? &shared->order : nullptr;
    return kind;
}

}  // namespace

QueueLink::QueueLink(std::string name, std::size_t bound)
    : capacity(bound), object(kindOf(shared, bound), std::move(name)) {
    if (!shared.isMapped())
        return;
    shared->lock.prepare();
    shared->reading.prepare();
    shared->writing.prepare();
    shared->room = bound;
}

void QueueLink::tellChange() {
    shared->changes.fetch_add(1);
    futexWake(shared->changes, std::numeric_limits<int>::max());
}

}  // namespace heddle
