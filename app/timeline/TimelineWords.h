// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace heddle {

// The context of the words that the timeline's layouts put into pictures. Thread: any.
struct TimelineWords {
    Q_DECLARE_TR_FUNCTIONS(TimelineWords)
};

}  // namespace heddle
