// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Troubles.h"

#include "app/timeline/TimelineView.h"
#include "app/window/Viewing.h"
#include "core/world/Insight.h"

#include <algorithm>

namespace heddle {

Troubles::Troubles(Banner& banner, Viewing& viewing, TimelineView& timeline, QObject* parent)
    : QObject(parent), m_banner(banner), m_viewing(viewing), m_timeline(timeline) {
    connect(&m_banner, &Banner::proofWanted, this, &Troubles::showProof);
}

void Troubles::forget() {
    m_found.clear();
    m_said.clear();
    m_words.clear();
    m_shownPlace = -1;
    m_banner.putAway();
}

void Troubles::showFound(const RunFacts& facts) {
    m_found = findingsIn(facts);
    m_words = foundWords(facts);
    say(false);
}

// Only what no other worker can undo: as long as somebody may still go on, all else may come right.
void Troubles::lookAtStandstill() {
    const auto world = m_viewing.world();
    if (!world)
        return;
    std::vector<Finding> found;
    for (const Verdict& verdict : troublesAtEnd(*world))
        if (verdict.kind == "deadlock")
            found.push_back(findingOf(verdict));
    const auto isKnown = [this](const Finding& each) {
        return std::any_of(m_found.begin(), m_found.end(),
                           [&](const Finding& known) { return known.sentence == each.sentence; });
    };
    if (std::all_of(found.begin(), found.end(), isKnown))
        return;
    m_found = std::move(found);
    say(false);
}

void Troubles::say(bool saysNotes) {
    m_said.clear();
    const bool isGrave = std::any_of(m_found.begin(), m_found.end(),
                                     [](const Finding& each) { return each.tone != Banner::Tone::note; });
    if (isGrave || saysNotes)
        m_said = m_found;
    m_shownPlace = -1;
    if (m_said.empty())
        return;
    QList<Banner::Saying> sayings;
    for (const Finding& each : m_said)
        sayings << Banner::Saying{each.tone, each.sentence, !each.events.empty()};
    m_banner.say(std::move(sayings));
}

void Troubles::showNext() {
    const auto place = static_cast<std::size_t>(m_banner.place());
    const bool isSaid = place < m_said.size() && m_said[place].sentence == m_banner.sentence();
    if (!isSaid)
        say(true);
    else
        m_banner.showSaying(m_banner.place() + 1);
    showProof(m_banner.place());
}

void Troubles::showProof(int place) {
    if (place < 0 || place >= static_cast<int>(m_said.size()) || m_said[place].events.empty())
        return;
    const std::vector<std::uint64_t>& proof = m_said[place].events;
    m_shownOf = std::exchange(m_shownPlace, place) == place ? (m_shownOf + 1) % proof.size() : 0;
    const auto event = static_cast<std::size_t>(proof[m_shownOf]);
    if (!m_viewing.trace() || event >= m_viewing.model().size())
        return;
    m_viewing.playback().showEvent(event);
    m_timeline.selectEvent(event);
    m_timeline.showEventAt(event);
    emit eventPicked(event);
}

}  // namespace heddle
