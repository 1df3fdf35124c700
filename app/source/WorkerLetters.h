// SPDX-License-Identifier: GPL-3.0-or-later
// A sign of a few letters for each worker, for where its name has no room.
#pragma once

#include "core/trace/Names.h"

#include <QString>

#include <unordered_map>

namespace heddle {

// "m" for main, "0" for worker-0; "c0" and "p0" where there is producer-0 besides consumer-0. Workers of one
// name have the same letters. Thread: one owner.
class WorkerLetters {
public:
    void learn(const Names& names);  // costs only where there are more than the last time
    QString of(WorkerId worker) const;

private:
    std::size_t m_known = 0;
    std::unordered_map<WorkerId, QString> m_letters;
};

}  // namespace heddle
