// SPDX-License-Identifier: GPL-3.0-or-later
// The one line at the bottom: the state, the counts, what was found, and what runs.
#pragma once

#include "app/theme/Theme.h"
#include "core/session/Run.h"

#include <QStatusBar>

class QLabel;

namespace heddle {

// Thread: GUI only.
class StatusLine : public QStatusBar {
    Q_OBJECT
public:
    explicit StatusLine(const Theme& theme, QWidget* parent = nullptr);

    static QString wordsFor(Ending ending);
    void setTheme(const Theme& theme);
    void showNothing();  // no run, no file
    // `stoppedAt`: the breakpoint that the run stands still at; "": none
    void showStatus(const RunStatus& status, const QString& manner, const QString& stoppedAt = {});
    // The root's pid is the first. Threads of all of them: the program's, and those of Heddle's library.
    void showProcesses(const QList<int>& pids, int threads, int helpers = 0);
    void setFound(const QString& words);     // what was found in the run; "": not known yet
    void showHint(const QString& sentence);  // of what is under the pointer; "": none
    void say(const QString& sentence);       // why something is not done; until somebody does something else

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;  // of all, while something is said

private:
    void showState(Tone tone, const QString& words);

    Theme m_theme;
    QLabel* m_dot;
    QLabel* m_state;
    QLabel* m_counts;
    QLabel* m_found;
    QLabel* m_hint;
    QLabel* m_process;
    bool m_isSaid = false;
};

}  // namespace heddle
