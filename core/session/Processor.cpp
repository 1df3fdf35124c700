// SPDX-License-Identifier: MIT
#include "core/session/Processor.h"

#include "core/supervise/TaskTable.h"

namespace heddle {
namespace {

// Of all their threads. One that is started meanwhile has what its starter has, so a second round finds it.
void setForAll(const std::vector<std::int32_t>& pids, const cpu_set_t& set) {
    for (int round = 0; round < 2; ++round)
        for (const std::int32_t pid : pids)
            for (const std::int32_t tid : tasksOf(pid))
                sched_setaffinity(tid, sizeof set, &set);  // it may have ended
}

cpu_set_t only(int number) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(number, &set);
    return set;
}

}  // namespace

// The last that we may use: the first is the busiest with interrupts.
Processor::Processor() {
    if (sched_getaffinity(0, sizeof m_allowed, &m_allowed) != 0)
        return;
    for (int number = CPU_SETSIZE - 1; number >= 0 && !m_number; --number)
        if (CPU_ISSET(number, &m_allowed))
            m_number = number;
}

void Processor::shareAlone() {
    if (!m_number)
        return;
    const cpu_set_t set = only(*m_number);
    sched_setaffinity(0, sizeof set, &set);
}

void Processor::share(const std::vector<std::int32_t>& pids) {
    if (!m_number)
        return;
    shareAlone();
    setForAll(pids, only(*m_number));
}

void Processor::spread(const std::vector<std::int32_t>& pids) {
    if (!m_number)
        return;
    sched_setaffinity(0, sizeof m_allowed, &m_allowed);
    setForAll(pids, m_allowed);
}

}  // namespace heddle
