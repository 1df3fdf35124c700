// SPDX-License-Identifier: GPL-3.0-or-later
// Who chooses the next worker, as it is set in the top bar and in the menu: by which rule, with which
// numbers.
#pragma once

#include "core/schedule/Choosing.h"

#include <QList>
#include <QObject>

#include <array>

class QAction;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QSpinBox;
class QWidget;

namespace heddle {

class Actions;

enum class RunMode { free, slow, step };

// Thread: GUI only. Its widgets belong to the bar, and stand in the bar's own row: in one of theirs they
// would keep their width where some of them are folded away.
class ChooserFields : public QObject {
    Q_OBJECT
public:
    ChooserFields(Actions& actions, QWidget* bar);

    void addTo(QHBoxLayout* row);
    // Each mode remembers who chose in it. Slow motion goes by itself: nobody chooses by hand.
    void setMode(RunMode mode);
    void setChoosing(const Choosing& choosing);  // of a held mode; says nothing
    void setCanReplay(bool canReplay);
    // Where there is no room: its word, what the mode does not use, and in the end all.
    void setFolded(bool isWordFolded, bool isUnusedFolded, bool isAllFolded);

    Choosing choosing() const;  // in a replay: who goes on behind it; in step mode at its word each time
    bool isReplay() const;      // the next run follows the order of the one that is shown

signals:
    void changed();                         // by whoever sits there
    void modeWanted(heddle::RunMode mode);  // what was chosen in the menu needs another one

private:
    enum class Rule { byHand, roundRobin, random, priorities, replay };
    Rule rule() const;
    void addNumbers();
    void choose(int place);
    void showRule();
    void say();

    QWidget* m_bar;
    QLabel* m_word;
    QComboBox* m_rule;
    QLineEdit* m_seed;
    QSpinBox* m_orders;
    QList<QAction*> m_actions;  // by rule
    QAction* m_seedAction;
    RunMode m_mode = RunMode::free;
    std::array<int, 3> m_rules{1, 1, 0};  // by mode
    bool m_isQuiet = false;               // it is being set from outside
    bool m_isFolded = false;
};

}  // namespace heddle
