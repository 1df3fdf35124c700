// SPDX-License-Identifier: MIT
#include "core/sync/Sleep.h"

#include "core/probe/Operation.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace heddle {

void sleepFor(std::chrono::nanoseconds length, SourceLocation where) {
    Operation operation{Op::sleep, where, Patience::atMost(length)};
    while (true) {
        operation.waits();
        if (operation.park(operation.glance(), operation.isHeld()) == Wake::timeout)
            break;
    }
    std::array<char, 32> text{};
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(length).count();
    char* end = std::to_chars(text.data(), text.data() + 24, static_cast<double>(micros) / 1000).ptr;
    end = std::copy_n(" ms", 3, end);
    operation.takesEffect();
    operation.done(Outcome::ok, {text.data(), static_cast<std::size_t>(end - text.data())});
}

}  // namespace heddle
