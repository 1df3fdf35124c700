// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/source/LineEvents.h"

#include <QRegularExpression>

#include <algorithm>

namespace heddle {

std::optional<std::size_t> lastEvent(const Trace& trace, std::size_t before,
                                     const std::function<bool(const Event&)>& isIt) {
    constexpr std::size_t mostLookedAt = 500'000;
    std::size_t event = std::min(before, trace.size());
    const std::size_t end = event > mostLookedAt ? event - mostLookedAt : 0;
    while (event > end) {
        const std::size_t number = (event - 1) / Chunk::capacity, begin = number * Chunk::capacity;
        const auto chunk = trace.chunk(number);
        if (chunk->size() < event - begin)
            return std::nullopt;  // its part of the file is damaged
        for (; event > std::max(begin, end); --event)
            if (isIt(chunk->event(event - 1 - begin)))
                return event - 1;
    }
    return std::nullopt;
}

QString filterOfLine(const QString& file, int line, bool isOnlyFile) {
    static const QRegularExpression meaning(QStringLiteral("[\"|*]"));  // what a filter has a use for
    const QString lineTerm = QStringLiteral("line=%1").arg(line);
    if (isOnlyFile || file.isEmpty() || file.contains(meaning))
        return lineTerm;
    const bool hasBlanks = std::any_of(file.begin(), file.end(), [](QChar c) { return c.isSpace(); });
    return (hasBlanks ? QStringLiteral("file=\"%1\" ") : QStringLiteral("file=%1 ")).arg(file) + lineTerm;
}

bool FilteredLine::fits(const QString& fileName, int number) const {
    return number == line &&
           (file.isEmpty() || file == fileName || file == fileName.section(QLatin1Char('/'), -1));
}

std::optional<FilteredLine> lineOfFilter(const QString& filter) {
    static const QRegularExpression form(
        QStringLiteral("^\\s*(?:file=(?:\"([^\"|*]+)\"|([^\"|*\\s]+))\\s+)?line=(\\d{1,9})\\s*$"));
    const QRegularExpressionMatch match = form.match(filter);
    if (!match.hasMatch())
        return std::nullopt;
    return FilteredLine{match.captured(1) + match.captured(2), match.captured(3).toInt()};
}

}  // namespace heddle
