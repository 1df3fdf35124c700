// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace heddle {

// The stage's words, translated as those of one place. Thread: any.
struct StageWords {
    Q_DECLARE_TR_FUNCTIONS(heddle::Stage)
};

}  // namespace heddle
