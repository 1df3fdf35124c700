// SPDX-License-Identifier: GPL-3.0-or-later
// What can be typed next into a filter of events: its keys, and the values that a trace has for them.
#pragma once

#include "core/trace/Trace.h"

#include <QStringList>

#include <memory>

namespace heddle {

// Thread: any.
class FilterWords {
public:
    explicit FilterWords(std::shared_ptr<const Trace> trace)
        : m_trace(std::move(trace)) {}  // none: keys alone

    // Each of the words may stand in the text in place of `length` characters from `from` on. What begins as
    // it is typed comes first, then what has a part that does; none where the text can stay as it is.
    struct Offer {
        qsizetype from = 0, length = 0;
        QStringList words;
    };
    Offer at(const QString& text, qsizetype cursor) const;
    QString example() const;  // a filter that finds something

private:
    QStringList valuesOf(const QString& key) const;
    QStringList workers() const;
    QStringList objects() const;
    QStringList files() const;

    std::shared_ptr<const Trace> m_trace;
};

}  // namespace heddle
