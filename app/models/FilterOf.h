// SPDX-License-Identifier: GPL-3.0-or-later
// A filter (core/trace/Filter) that the events of a worker, or of objects, match, and no others. Thread: any.
#pragma once

#include <QString>
#include <QStringList>

namespace heddle {

QString filterOfWorkers(const QStringList& paths);
QString filterOfObjects(const QStringList& paths);

}  // namespace heddle
