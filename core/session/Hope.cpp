// SPDX-License-Identifier: MIT
#include "core/session/Hope.h"

#include "core/supervise/TaskTable.h"

namespace heddle {

std::optional<std::string> hopeFromOutside(const std::vector<std::int32_t>& family,
                                           const std::map<std::int32_t, std::size_t>& workers) {
    for (const std::int32_t pid : family) {
        const auto now = readTask(pid, pid);
        if (!now)
            continue;
        const auto known = workers.find(pid);
        if (known == workers.end()) {
            if (!now->isOver())
                return "a process of the run that Heddle does not watch";
            continue;
        }
        if (tasksOf(pid).size() > known->second)
            return "a thread that Heddle did not start";
        if (mayBeWokenByTimer(pid))
            return "a timer of the program";
    }
    return std::nullopt;
}

}  // namespace heddle
