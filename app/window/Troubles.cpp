// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Troubles.h"

#include "app/timeline/TimelineView.h"
#include "app/window/Viewing.h"
#include "core/world/Deadlock.h"
#include "core/world/Stuck.h"

#include <algorithm>

namespace heddle {

namespace {

constexpr Span timeInOneFrame = Span::millis(2);
constexpr std::size_t eventsAtOnce = 2'000;  // some tenths of a millisecond
constexpr Span looksForDeadlocksEvery = Span::millis(250);

bool hasAnEnd(Ending ending) {
    return ending != Ending::running && ending != Ending::cut;
}

}  // namespace

Troubles::Troubles(Banner& banner, Viewing& viewing, TimelineView& timeline, QObject* parent)
    : QObject(parent), m_banner(banner), m_viewing(viewing), m_timeline(timeline) {
    connect(&m_banner, &Banner::proofWanted, this, &Troubles::showProof);
    m_viewing.follow([this] { return catchUp(); });
}

void Troubles::forget() {
    m_found.clear();
    m_verdicts.clear();
    m_said.clear();
    m_words.clear();
    m_shownPlace = -1;
    m_banner.putAway();
    m_insight.reset();
    if (m_viewing.trace() && (m_viewing.showsLive() || !hasAnEnd(m_viewing.trace()->facts().ending)))
        m_insight.emplace(m_viewing.trace());
}

void Troubles::showFound(const RunFacts& facts) {
    m_found = findingsIn(facts);
    m_words = foundWords(facts);
    if (hasAnEnd(facts.ending))
        m_insight.reset();
    say(false);
}

bool Troubles::catchUp() {
    if (!m_insight)
        return false;
    const std::size_t goal = m_viewing.trace()->size();
    const Instant until = monotonicNow() + timeInOneFrame;
    while (m_insight->heard() < goal && monotonicNow() < until)
        m_insight->hear(std::min(goal, m_insight->heard() + eventsAtOnce));
    const std::vector<Verdict> news = m_insight->takeNews();
    const RunStatus status = news.empty() ? RunStatus{} : m_viewing.status();
    if (!news.empty() && status.lost == 0 && status.unseen == 0)
        add(news);
    if (m_viewing.showsLive() && monotonicNow() >= m_nextLook)
        lookForDeadlocks();
    return m_insight->heard() < goal;
}

// Where all wait, whoever steps is told at once; else some may wait for each other while others go on.
void Troubles::lookForDeadlocks() {
    lookAtStandstill();
    m_nextLook = monotonicNow() + looksForDeadlocksEvery;
}

// Only what no other worker can undo: as long as somebody may still go on, all else may come right.
void Troubles::lookAtStandstill() {
    const auto world = m_viewing.world();
    if (!world)
        return;
    std::vector<Verdict> found = deadlocks(*world, standsStill(*world) ? Others::cannotAct : Others::mayAct);
    for (Verdict& each : found)
        for (const std::uint64_t event : each.events)  // it became true with the last of them
            each.step = std::max(each.step, m_viewing.trace()->stepAt(static_cast<std::size_t>(event)));
    add(found);
}

void Troubles::add(const std::vector<Verdict>& news) {
    const std::size_t before = m_found.size();
    bool isGrave = false;
    for (const Verdict& verdict : news) {
        const Finding finding = findingOf(verdict);
        const auto isIt = [&](const Finding& known) { return known.sentence == finding.sentence; };
        if (std::any_of(m_found.begin(), m_found.end(), isIt))
            continue;
        m_found.push_back(finding);
        isGrave |= verdict.isTrouble;
        m_verdicts.push_back(verdict);
    }
    if (m_found.size() == before || !isGrave)
        return;
    RunFacts soFar;
    soFar.verdicts = m_verdicts;
    m_words = foundWords(soFar);
    emit wordsChanged(m_words);
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
    const auto last =
        std::max_element(proof.begin(), proof.end());  // with it it became true: it is shown first
    const bool isNext = std::exchange(m_shownPlace, place) == place;
    m_shownOf = isNext ? (m_shownOf + 1) % proof.size() : static_cast<std::size_t>(last - proof.begin());
    const auto event = static_cast<std::size_t>(proof[m_shownOf]);
    if (!m_viewing.trace() || event >= m_viewing.model().size())
        return;
    emit eventPicked(event);
    m_timeline.showAll({proof.begin(), proof.end()});
    m_timeline.showEventAt(event);
}

}  // namespace heddle
