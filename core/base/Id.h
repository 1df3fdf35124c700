// SPDX-License-Identifier: MIT
// Identities as types, so that a worker is never taken for an object.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace heddle {

// A small number that names one thing in one run. 0 names nothing; whoever may have none holds an empty
// optional or asks isNone(). Numbers are given by the run (RunPage), so they mean the same in every process
// of it. Thread: any.
template <class Tag, class Number = std::uint32_t>
struct Id {
    Number number = 0;

    constexpr bool isNone() const { return number == 0; }
    friend constexpr auto operator<=>(Id, Id) = default;
};

using WorkerId = Id<struct WorkerTag>;                   // a thread, or the main thread of a process
using ObjectId = Id<struct ObjectTag>;                   // what operations are done to
using SiteId = Id<struct SiteTag>;                       // a line of source
using ProcessId = Id<struct ProcessTag>;                 // a process of the run; not the kernel's pid
using MessageId = Id<struct MessageTag, std::uint64_t>;  // the same from send to receive

}  // namespace heddle

template <class Tag, class Number>
struct std::hash<heddle::Id<Tag, Number>> {
    std::size_t operator()(heddle::Id<Tag, Number> id) const noexcept {
        return std::hash<Number>{}(id.number);
    }
};
