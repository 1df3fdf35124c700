// SPDX-License-Identifier: MIT
// Two workers that each do so many operations on a variable of their own: between=threads|processes,
// operations=N.
#include "core/ipc/Process.h"
#include "core/sync/Argument.h"
#include "core/sync/Shared.h"
#include "core/sync/Thread.h"

#include <string_view>

using namespace heddle;

namespace {

int work(int operations) {
    Shared<int> mine{"mine", 0};
    for (int i = 0; i < operations; ++i)
        mine.store(i);
    return 0;
}

}  // namespace

int main() {
    const int operations = argument("operations", 1000);
    if (argument("between", "threads") == std::string_view("threads")) {
        Thread one("one", [&] { work(operations); }), other("other", [&] { work(operations); });
        one.join();
        other.join();
        return 0;
    }
    Process one("one", [&] { return work(operations); }), other("other", [&] { return work(operations); });
    one.join();
    other.join();
    return 0;
}
