// SPDX-License-Identifier: GPL-3.0-or-later
// How an operation is written where there is little room.
#pragma once

#include "core/event/Op.h"

#include <QString>
#include <QStringList>

namespace heddle {

// What fits a cell, the longest first: "put 7 · jobs", "put 7", "+7", "+"; "acquire L", "acquire", "↓".
// `content`: what it moved, or ""; `object`: to what it was done, or "". Thread: any.
QStringList cellTexts(Op op, const QString& content, const QString& object = {});

// The shortest that still begins with what it moved: it may be cut where nothing longer fits. "" if it moved
// nothing. Thread: any.
QString shortestWithContent(Op op, const QString& content);

// The same of one that failed, by its outcome: "recv eof", "eof". Thread: any.
QStringList failedTexts(Op op, Outcome outcome);

// What stands on a bar that waits, the longest first: "put 11", "put".
QStringList waitTexts(Op op, const QString& content);

}  // namespace heddle
