// SPDX-License-Identifier: MIT
// What operations are done to, and by whom. Numbers go into files and between processes: append, never
// renumber.
#pragma once

#include <cstdint>
#include <string_view>

namespace heddle {

enum class ObjectKind : std::uint8_t {
    none = 0,
    process,
    thread,
    queue,
    mutex,
    condition,
    shared,
    pipeEnd,
    clock,
    output,
    custom,
    processQueue,
    manager,
    managedDict,
    managedList,
    managedValue,
    managedNamespace,
    managedLock,
    managedQueue,
    last = managedQueue
};
enum class WorkerKind : std::uint8_t { process, thread };

std::string_view nameOf(ObjectKind);
std::string_view nameOf(WorkerKind);

}  // namespace heddle
