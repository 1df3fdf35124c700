// SPDX-License-Identifier: MIT
// The kernel's wait word (futex(2)). Words may lie in memory shared between processes, so none is
// FUTEX_PRIVATE.
#pragma once

#include "core/base/Time.h"

#include <atomic>
#include <cstdint>
#include <optional>

namespace heddle {

using FutexWord = std::atomic<std::uint32_t>;
static_assert(sizeof(FutexWord) == 4 && FutexWord::is_always_lock_free);

// Sleeps while `word` holds `seen`, at most for `atMost`. May return early for no reason: look at the word
// again. Returns false only when the time ran out. Async-signal-safe. Thread: any.
bool futexWait(const FutexWord& word, std::uint32_t seen, std::optional<Span> atMost = {});

void futexWake(const FutexWord& word, int howMany);  // Async-signal-safe. Thread: any.

}  // namespace heddle
