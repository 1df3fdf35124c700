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

// "Deadlock: main waits…" becomes "Deadlock at step 9: main waits…".
QString sentenceOf(const Verdict& verdict) {
    const QString sentence = QString::fromStdString(verdict.sentence);
    const qsizetype colon = sentence.indexOf(QLatin1String(": "));
    if (!verdict.isTrouble || verdict.step <= 0 || colon < 0)
        return sentence;
    return tr("%1 at step %L2: %3").arg(sentence.left(colon)).arg(verdict.step).arg(sentence.mid(colon + 2));
}

}  // namespace

Finding findingOf(const Verdict& verdict) {
    std::vector<std::uint64_t> events = verdict.events;
    std::sort(events.begin(), events.end());
    return {verdict.isTrouble ? Banner::Tone::trouble : Banner::Tone::note, sentenceOf(verdict),
            std::move(events)};
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
        return troubles == 1 ? tr("1 trouble") : tr("%Ln troubles", troubles);
    const QString noted = notes == 1 ? tr("1 note") : notes > 0 ? tr("%Ln notes", notes) : QString();
    if (hasGoneWrong(facts.ending))
        return noted;
    if (notes > 0)
        return tr("no trouble found · %1").arg(noted);
    return facts.ending == Ending::running ? QString() : tr("no trouble found");
}

}  // namespace heddle
