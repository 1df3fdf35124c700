// SPDX-License-Identifier: MIT
#include "core/sync/Argument.h"
#include "core/sync/LockGuard.h"
#include "core/sync/Mutex.h"
#include "core/sync/Print.h"
#include "core/sync/Thread.h"

#include <algorithm>
#include <list>
#include <string>
#include <utility>
#include <vector>

using namespace heddle;

const int seats = argument("philosophers", 5);
const int meals = argument("meals", 2);
const bool isMended = argument("variant", "broken") == "mended";

struct Fork {
    explicit Fork(int its) : number(its), lock("fork-" + std::to_string(its)) {}

    int number;
    Mutex lock;
};

// Broken: the left one first, whichever that is. Mended: the one with the lower number first.
void dine(Fork* first, Fork* second) {
    if (isMended && second->number < first->number)
        std::swap(first, second);
    for (int i = 0; i < meals; ++i) {
        const LockGuard one{first->lock};
        const LockGuard other{second->lock};
    }
}

int main() {
    std::list<Fork> forks;  // a list, since a lock stays where it is
    std::vector<Fork*> table;
    for (int i = 0; i < seats; ++i)
        table.push_back(&forks.emplace_back(i));

    std::vector<Thread> philosophers;
    for (int i = 0; i < seats; ++i) {
        Fork* left = table[i];
        Fork* right = table[(i + 1) % seats];
        philosophers.push_back(Thread("philosopher-" + std::to_string(i), [=] { dine(left, right); }));
    }
    for (Thread& philosopher : philosophers)
        philosopher.join();
    print("All have eaten: " + std::to_string(seats * meals) + " meals");
}
