// SPDX-License-Identifier: GPL-3.0-or-later
// How widgets look: one style sheet, made from the theme.
#pragma once

#include "app/theme/Theme.h"

#include <QString>

namespace heddle {

// Labels and fields say their part by a property "role" (title, heading, text, small, quiet, strong,
// objection, code); bars and areas by their object's name. To be laid over the Fusion style. Thread: GUI
// only.
QString styleSheetFor(const Theme& theme);

}  // namespace heddle
