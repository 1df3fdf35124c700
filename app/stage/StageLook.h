// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QPointF>
#include <QSet>
#include <QString>
#include <QTransform>

namespace heddle {

// How the stage is looked at: from where, which groups are turned against the rule, what was moved by hand.
struct StageLook {
    QTransform view;
    bool isFitted = true;  // then `view` follows the size
    QSet<QString> turned;
    QHash<QString, QPointF> carried;

    bool looksAs(const StageLook& other) const {
        return isFitted == other.isFitted && (isFitted || view == other.view) && turned == other.turned &&
               carried == other.carried;
    }
};

}  // namespace heddle
