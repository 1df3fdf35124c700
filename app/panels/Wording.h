// SPDX-License-Identifier: GPL-3.0-or-later
// How the window says a length of time and shows a colour: the same in every panel.
#pragma once

#include "core/base/Time.h"

#include <QColor>
#include <QString>

namespace heddle {

// Thread: any. At most three digits and a unit: "0", "820 ns", "3.1 ms", "20 s", "2 min 5 s".
QString spanWords(Span span);

QString dotIn(const QColor& color);  // rich text for a label: "●"

}  // namespace heddle
