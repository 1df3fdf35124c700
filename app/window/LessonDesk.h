// SPDX-License-Identifier: GPL-3.0-or-later
// Which lesson is chosen, with which parameters, and the request to run it.
#pragma once

#include "core/session/Lessons.h"
#include "core/session/Run.h"

#include <QObject>
#include <QString>

#include <map>
#include <optional>
#include <string>

namespace heddle {

class LessonPanel;
class TopBar;

// Thread: GUI only. Panel and bar outlive it.
class LessonDesk : public QObject {
    Q_OBJECT
public:
    LessonDesk(LessonShelf shelf, LessonPanel& panel, TopBar& bar, QObject* parent = nullptr);

    // False when there is no such lesson: then nothing changes.
    bool choose(const QString& name, const std::map<std::string, std::string>& parameters = {});
    void showRecorded(const RunFacts& facts, const QString& path);  // of a file that was opened

    bool canRun() const { return m_chosen != nullptr; }
    std::optional<RunRequest> request() const;  // none: nothing is chosen, or a parameter is wrong
    QString name() const;                       // the lesson's; "trace" without one
    const LessonShelf& shelf() const { return m_shelf; }

signals:
    void chosenChanged();
    void runWanted();  // Return was pressed in a parameter's field

private:
    int placesInChapter(int chapter) const;

    const LessonShelf m_shelf;
    const Lesson* m_chosen = nullptr;  // of m_shelf
    LessonPanel& m_panel;
    TopBar& m_bar;
};

}  // namespace heddle
