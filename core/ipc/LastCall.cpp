// SPDX-License-Identifier: MIT
#include "core/ipc/LastCall.h"

#include "core/probe/Latch.h"
#include "core/probe/Watch.h"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <vector>

namespace heddle {
namespace {

struct Register {
    Latch latch;
    std::uint32_t generation = watch::generation;
    std::vector<LastCall*> calls;
};

// Never destroyed: the last queue may be destroyed after whatever has a destructor.
Register& theRegister() {
    static auto& made = *new Register;
    if (made.generation != watch::generation) {  // in the child of a fork: who held the latch is not here
        made.generation = watch::generation;
        made.latch.reset();
    }
    return made;
}

}  // namespace

LastCall::LastCall(std::function<void()> what) : m_what(std::move(what)) {
    Register& all = theRegister();
    static const bool isHeard = std::atexit(&LastCall::callAll) == 0;
    const std::lock_guard guard{all.latch};
    if (isHeard)
        all.calls.push_back(this);
}

LastCall::~LastCall() {
    Register& all = theRegister();
    const std::lock_guard guard{all.latch};
    std::erase(all.calls, this);
}

void LastCall::callAll() {
    Register& all = theRegister();
    std::vector<LastCall*> calls;
    {
        const std::lock_guard guard{all.latch};
        calls = all.calls;
    }
    for (auto call = calls.rbegin(); call != calls.rend(); ++call)
        (*call)->m_what();
}

}  // namespace heddle
