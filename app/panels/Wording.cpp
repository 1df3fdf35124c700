// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/Wording.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace heddle {

namespace {

struct Unit {
    double ns;
    const char* words;
};

constexpr std::array units{Unit{1, QT_TRANSLATE_NOOP("heddle::Wording", "%1 ns")},
                           Unit{1e3, QT_TRANSLATE_NOOP("heddle::Wording", "%1 µs")},
                           Unit{1e6, QT_TRANSLATE_NOOP("heddle::Wording", "%1 ms")},
                           Unit{1e9, QT_TRANSLATE_NOOP("heddle::Wording", "%1 s")}};

QString translated(const char* words) {
    return QCoreApplication::translate("heddle::Wording", words);
}

// Two digits below ten, so that 3.1 stays apart from 3.2; no trailing ".0".
QString number(double amount) {
    const double shown = amount < 9.95 ? std::round(amount * 10) / 10 : std::round(amount);
    return QLocale().toString(shown, 'f', shown == std::floor(shown) ? 0 : 1);
}

}  // namespace

QString spanWords(Span span) {
    const double ns = static_cast<double>(span.ns);
    if (span.ns == 0)
        return QStringLiteral("0");
    if (ns >= 99.5e9) {
        const auto seconds = static_cast<qlonglong>(std::llround(ns / 1e9));
        return translated(QT_TRANSLATE_NOOP("heddle::Wording", "%1 min %2 s"))
            .arg(seconds / 60)
            .arg(seconds % 60);
    }
    std::size_t unit = 0;
    // 999.6 µs would be rounded to "1000 µs": it is one of the next unit.
    while (unit + 1 < units.size() && ns / units[unit].ns >= 999.5)
        ++unit;
    return translated(units[unit].words).arg(number(ns / units[unit].ns));
}

QString dotIn(const QColor& color) {
    // A style sheet that colours labels has the last word over their palette, but not over their text's own
    // colour.
    return QStringLiteral("<span style=\"color:%1\">●</span>").arg(color.name());
}

}  // namespace heddle
