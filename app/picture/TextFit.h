// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/theme/Theme.h"

#include <QFontMetricsF>
#include <QString>
#include <QStringList>

namespace heddle {

// Says what fits; layouts cut their texts with it, painters never do. Thread: GUI only.
class TextFit {
public:
    TextFit(const Theme& theme, Type type) : m_theme(theme), m_type(type), m_metrics(theme.font(type)) {}

    double width(const QString& text) const { return m_theme.width(m_type, text); }
    double height() const { return m_metrics.height(); }
    QString longest(const QStringList& texts, double widthPx) const;  // the first that fits; "" if none does
    QString elided(const QString& text, double widthPx, Qt::TextElideMode mode = Qt::ElideMiddle) const {
        return width(text) <= widthPx ? text : m_metrics.elidedText(text, mode, widthPx);
    }

    // What a message carries: a long number differs from its neighbours at its end, words at their beginning;
    // of a long one its size is told at its end, behind an ellipsis and a space that does not break.
    QString cutContent(const QString& content, double widthPx) const;

private:
    QString cutSized(const QString& content, qsizetype size, double widthPx) const;

    Theme m_theme;
    Type m_type;
    QFontMetricsF m_metrics;
};

}  // namespace heddle
