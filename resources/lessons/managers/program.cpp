// SPDX-License-Identifier: MIT
#include "core/ipc/Manager.h"
#include "core/ipc/Process.h"
#include "core/sync/Argument.h"
#include "core/sync/Print.h"

#include <string>
#include <vector>

using namespace heddle;

int main() {
    const int workers = argument("workers", 10);

    Manager manager("manager");
    ManagedDict results = manager.dict("results");

    std::vector<Process> processes;
    for (int i = 0; i < workers; ++i)
        processes.push_back(Process("worker-" + std::to_string(i), [&results, i] {
            results.set(i, 2 * i);
            return 0;
        }));
    for (Process& process : processes)
        process.join();

    std::string line;
    for (const auto& [key, value] : results.items())
        line += (line.empty() ? "" : ", ") + key.written() + ": " + value.written();
    print("{" + line + "}");
}
