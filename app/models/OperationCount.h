// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

#include <cstddef>

namespace heddle {

// The operations that lie in a range, at least in part. Those that are finished at its end are as many as the
// events in it that ended one. Thread: any.
struct OperationCount {
    Q_DECLARE_TR_FUNCTIONS(OperationCount)

public:
    std::size_t all = 0;
    std::size_t unfinished = 0;  // of these, at its end

    QString words() const;
};

}  // namespace heddle
