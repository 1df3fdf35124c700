// SPDX-License-Identifier: MIT
// Two cooks take orders from a counter until there are no more.
#include <heddle/Print.h>
#include <heddle/Queue.h>
#include <heddle/Thread.h>

#include <string>
#include <vector>

using namespace heddle;

int main() {
    Queue<std::string> orders{"orders", 2};
    std::vector<Thread> cooks;
    for (const char* name : {"cook-1", "cook-2"})
        cooks.push_back(Thread(name, [&orders, name] {
            while (auto order = orders.get())
                print(std::string(name) + " cooks " + *order);
        }));
    for (const char* dish : {"soup", "fish", "rice", "cake"})
        orders.put(dish);
    orders.close();
    for (Thread& cook : cooks)
        cook.join();
    return 0;
}
