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

// "Hello… 4.9 KiB": rather all of its size than more of its beginning.
QString TextFit::cutSized(const QString& content, qsizetype size, double widthPx) const {
    const QString beginning = content.left(size), told = content.mid(size);
    const QString cut = elided(beginning, widthPx - width(told), Qt::ElideRight);
    return cut.size() > 1 ? cut + told : elided(told.mid(1), widthPx, Qt::ElideRight);
}

QString TextFit::cutContent(const QString& content, double widthPx) const {
    const qsizetype size = content.indexOf(QStringLiteral("\u2026\u00A0"));
    if (size >= 0 && width(content) > widthPx)
        return cutSized(content, size + 1, widthPx);
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
