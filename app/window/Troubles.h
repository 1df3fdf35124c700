// SPDX-License-Identifier: GPL-3.0-or-later
// What was found in the run that is shown: said in the banner, proved in the timeline.
#pragma once

#include "app/window/Findings.h"
#include "core/base/Time.h"
#include "core/world/Insight.h"

#include <QObject>

#include <optional>
#include <vector>

namespace heddle {

class TimelineView;
class Viewing;

// A run that goes on, and a file whose run had no end, is looked through meanwhile, a piece a frame; of one
// that has ended its facts tell all. Thread: GUI only. All that it is given outlives it.
class Troubles : public QObject {
    Q_OBJECT
public:
    Troubles(Banner& banner, Viewing& viewing, TimelineView& timeline, QObject* parent = nullptr);

    void forget();                          // another run is shown
    void showFound(const RunFacts& facts);  // of one that has ended
    void lookAtStandstill();  // of one that goes on, where nobody runs: is it in trouble already?
    QString words() const { return m_words; }  // "2 troubles"; "": not known yet

public slots:
    void showNext();  // what else was found, and its proof; notes too
    // Selects an event of it; the next time, the next one. A deadlock is looked at where all wait.
    void showProof(int place);

signals:
    void eventPicked(std::size_t event);
    void wordsChanged(QString words);

private:
    bool catchUp();  // true: there is more to look through
    void lookForDeadlocks();
    void add(const std::vector<Verdict>& news);
    void say(bool saysNotes);

    Banner& m_banner;
    Viewing& m_viewing;
    TimelineView& m_timeline;
    std::optional<Insight> m_insight;  // none: what was found is known
    Instant m_nextLook;                // for deadlocks
    std::vector<Verdict> m_verdicts;   // found on the way
    std::vector<Finding> m_found, m_said;
    QString m_words;
    std::size_t m_shownOf = 0;  // events of the proof that have been selected
    int m_shownPlace = -1;      // whose
};

}  // namespace heddle
