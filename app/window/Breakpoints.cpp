// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Breakpoints.h"

#include "app/window/Viewing.h"

#include <algorithm>
#include <utility>

namespace heddle {

Breakpoints::Breakpoints(Viewing& viewing, QObject* parent) : QObject(parent), m_viewing(viewing) {}

Result<void> Breakpoints::add(const QString& words) {
    Result<Breakpoint> made = breakpointFrom(words.trimmed().toStdString());
    if (!made)
        return tl::unexpected(made.error());
    if (std::any_of(m_all.begin(), m_all.end(),
                    [&](const Breakpoint& each) { return each.words == made->words; }))
        return {};
    m_all.push_back(std::move(*made));
    tell();
    return {};
}

void Breakpoints::turn(const QString& filter) {
    const std::string words = filter.toStdString();
    const auto found = std::find_if(m_all.begin(), m_all.end(),
                                    [&words](const Breakpoint& each) { return each.words == words; });
    const bool isThere = found != m_all.end();
    if (!isThere && !add(filter))
        return;
    if (isThere)
        remove(static_cast<int>(found - m_all.begin()));
    emit turned(filter, !isThere);
}

void Breakpoints::remove(int place) {
    if (place < 0 || place >= static_cast<int>(m_all.size()))
        return;
    m_all.erase(m_all.begin() + place);
    tell();
}

void Breakpoints::settle() {
    if (std::exchange(m_isOwed, false))
        tell();
}

void Breakpoints::tell() {
    if (m_viewing.showsLive() && !m_isOwed)
        (void)m_viewing.runs().setBreakpoints(m_all);  // refused only by a run that has just ended
    emit changed();
}

}  // namespace heddle
