// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/FilterOf.h"

namespace heddle {

namespace {

QString anyOf(QStringList paths) {
    for (QString& path : paths)
        if (path.contains(QLatin1Char(' ')))
            path = QLatin1Char('"') + path + QLatin1Char('"');
    return paths.join(QLatin1Char('|'));
}

}  // namespace

QString filterOfWorkers(const QStringList& paths) {
    return QStringLiteral("worker=") + anyOf(paths);
}

QString filterOfObjects(const QStringList& paths) {
    return QStringLiteral("object=") + anyOf(paths);
}

}  // namespace heddle
