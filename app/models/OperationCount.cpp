// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/OperationCount.h"

namespace heddle {

QString OperationCount::words() const {
    const QString operations =
        all == 1 ? tr("1 operation") : tr("%Ln operations", nullptr, static_cast<int>(all));
    if (unfinished == 0)
        return operations;
    return operations + QStringLiteral(", ") +
           (all == 1 ? tr("unfinished at its end")
                     : tr("%Ln of them unfinished at its end", nullptr, static_cast<int>(unfinished)));
}

}  // namespace heddle
