// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Findings.h"

#include <QCoreApplication>

#include <algorithm>

namespace heddle {

namespace {

QString tr(const char* words, int n = -1) {
    return QCoreApplication::translate("heddle::Findings", words, nullptr, n);
}

bool hasGoneWrong(Ending ending) {
    switch (ending) {
    case Ending::failed:
    case Ending::stuck:
    case Ending::timeout:
    case Ending::heddleFailed:
        return true;
    case Ending::running:
    case Ending::finished:
    case Ending::stopped:
    case Ending::cut:
        return false;
    }
    return false;
}

}  // namespace

Finding findingOf(const Verdict& verdict) {
    std::vector<std::uint64_t> events = verdict.events;
    std::sort(events.begin(), events.end());
    return {verdict.isTrouble ? Banner::Tone::trouble : Banner::Tone::note,
            QString::fromStdString(verdict.sentence), std::move(events)};
}

std::vector<Finding> findingsIn(const RunFacts& facts) {
    std::vector<Finding> found;
    for (const Verdict& verdict : facts.verdicts)
        if (verdict.isTrouble)
            found.push_back(findingOf(verdict));
    if (found.empty() && hasGoneWrong(facts.ending) && !facts.endingSentence.empty())
        found.push_back({Banner::Tone::trouble, QString::fromStdString(facts.endingSentence), {}});
    if (found.empty() && !facts.warnings.empty())
        found.push_back({Banner::Tone::refusal, QString::fromStdString(facts.warnings.front()), {}});
    for (const Verdict& verdict : facts.verdicts)
        if (!verdict.isTrouble)
            found.push_back(findingOf(verdict));
    return found;
}

QString foundWords(const RunFacts& facts) {
    const int troubles =
        static_cast<int>(std::count_if(facts.verdicts.begin(), facts.verdicts.end(),
                                       [](const Verdict& verdict) { return verdict.isTrouble; }));
    const int notes = static_cast<int>(facts.verdicts.size()) - troubles;
    if (troubles > 0)
        return troubles == 1 ? tr("1 trouble") : tr("%n troubles", troubles);
    if (notes > 0)
        return notes == 1 ? tr("no trouble found · 1 note") : tr("no trouble found · %n notes", notes);
    const bool isClear = facts.ending != Ending::running && !hasGoneWrong(facts.ending);
    return isClear ? tr("no trouble found") : QString();
}

}  // namespace heddle
