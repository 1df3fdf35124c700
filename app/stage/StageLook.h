// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/models/Subject.h"

#include <QHash>
#include <QPointF>
#include <QSet>
#include <QString>
#include <QTransform>

#include <cstdint>
#include <optional>

namespace heddle {

enum class StageFit : std::uint8_t {
    whole,    // all is in view, however small
    legible,  // what the told step is about is, and names can be read
    byHand
};

// What is selected: whom an event tells of, a subject, or a group that was folded. Its boxes are those of the
// plan of the day.
struct StageChoice {
    std::optional<std::size_t> event = {};
    Subject subject = {};
    QString group = {};
};

// How the stage is looked at: from where, which groups are turned against the rule, what was moved by hand.
struct StageLook {
    QTransform view;
    StageFit fit = StageFit::whole;  // unless it is by hand `view` follows the size
    QSet<QString> turned;
    QHash<QString, QPointF> carried;

    bool looksAs(const StageLook& other) const {
        return fit == other.fit && (fit != StageFit::byHand || view == other.view) &&
               turned == other.turned && carried == other.carried;
    }
};

}  // namespace heddle
