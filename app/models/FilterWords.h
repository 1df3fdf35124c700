// SPDX-License-Identifier: GPL-3.0-or-later
// What can be typed next into a filter of events: its keys, and the values that a trace has for them.
#pragma once

#include "core/trace/Trace.h"

#include <QStringList>

#include <cstddef>
#include <memory>
#include <utility>

namespace heddle {

// The names are listed once for as many as there are, and not more than a key has time for: of very many
// those that were made first are offered. Thread: one owner.
class FilterWords {
public:
    explicit FilterWords(std::shared_ptr<const Trace> trace)
        : m_trace(std::move(trace)) {}  // none: keys alone
    const std::shared_ptr<const Trace>& trace() const { return m_trace; }

    // Each of the words may stand in the text in place of `length` characters from `from` on. What begins as
    // it is typed comes first, then what has a part that does; none where the text can stay as it is.
    struct Offer {
        qsizetype from = 0, length = 0;
        QStringList words;
    };
    Offer at(const QString& text, qsizetype cursor) const;
    QString example() const;  // a filter that finds something

private:
    struct Known {
        QStringList workers, objects, files;
    };
    QStringList valuesOf(const QString& key) const;
    const Known& known() const;
    Known listed() const;

    std::shared_ptr<const Trace> m_trace;
    mutable Known m_known;
    mutable std::size_t m_knownOf = 0;  // names
};

}  // namespace heddle
