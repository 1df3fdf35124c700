// SPDX-License-Identifier: GPL-3.0-or-later
// Our drawings as icons in the colours of the theme.
#pragma once

#include "app/theme/Theme.h"

#include <QIcon>
#include <QString>

namespace heddle {

// Thread: GUI only. `name` is a file of resources/icons without ".svg". Sharp at any size; grey when
// disabled.
QIcon iconNamed(const QString& name, const Theme& theme, Tone tone = Tone::text);
QIcon applicationIcon();

}  // namespace heddle
