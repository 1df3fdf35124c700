// SPDX-License-Identifier: GPL-3.0-or-later
// How an operation is written where there is little room.
#pragma once

#include "core/event/Op.h"

#include <QString>
#include <QStringList>

namespace heddle {

// What fits a cell, the longest first: "+7", "+"; "acquire", "L". `content`: what it moved, or "". Thread:
// any.
QStringList cellTexts(Op op, const QString& content);

// What stands on a bar that waits, the longest first: "put 11", "put".
QStringList waitTexts(Op op, const QString& content);

}  // namespace heddle
