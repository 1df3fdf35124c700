// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/TextFit.h"

#include <algorithm>

namespace heddle {

QString TextFit::longest(const QStringList& texts, double widthPx) const {
    for (const QString& text : texts)
        if (!text.isEmpty() && width(text) <= widthPx)
            return text;
    return QString();
}

QString TextFit::cutContent(const QString& content, double widthPx) const {
    const bool isNumber = !content.isEmpty() && std::all_of(content.begin(), content.end(), [](QChar letter) {
        return letter.isDigit() || letter == QLatin1Char('-');
    });
    const bool endsInNumber = !content.isEmpty() && content.back().isDigit();  // "task 12": what differs
    return elided(content, widthPx,
                  isNumber       ? Qt::ElideLeft
                  : endsInNumber ? Qt::ElideMiddle
                                 : Qt::ElideRight);
}

}  // namespace heddle
