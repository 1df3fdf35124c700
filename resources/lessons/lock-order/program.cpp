// SPDX-License-Identifier: MIT
#include "core/sync/Argument.h"
#include "core/sync/LockGuard.h"
#include "core/sync/Mutex.h"
#include "core/sync/Print.h"
#include "core/sync/Shared.h"
#include "core/sync/Thread.h"

#include <string>

using namespace heddle;

struct Account {
    std::string name;
    Mutex lock{name + "-lock"};
    Shared<int> balance{name, 100};

    void add(int amount) { balance.store(balance.load() + amount); }
};

const int rounds = argument("rounds", 1);
const bool isMended = argument("variant", "broken") == "mended";

Account left{"left"}, right{"right"};

// Broken: from whom it goes is locked first. Mended: the left one is always first, whichever way it goes.
void transfer(Account& from, Account& to, int amount) {
    const bool isSwapped = isMended && &from != &left;
    const LockGuard first{isSwapped ? to.lock : from.lock};
    const LockGuard second{isSwapped ? from.lock : to.lock};
    from.add(-amount);
    to.add(amount);
}

int main() {
    Thread there("there", [] {
        for (int i = 0; i < rounds; ++i)
            transfer(left, right, 30);
    });
    Thread back("back", [] {
        for (int i = 0; i < rounds; ++i)
            transfer(right, left, 10);
    });
    there.join();
    back.join();
    print("left = " + std::to_string(left.balance.load()) +
          ", right = " + std::to_string(right.balance.load()));
}
