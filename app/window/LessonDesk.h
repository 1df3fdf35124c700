// SPDX-License-Identifier: GPL-3.0-or-later
// What is to be run: the chosen lesson with its parameters, or a program of one's own.
#pragma once

#include "core/session/Lessons.h"
#include "core/session/Run.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <string>
#include <vector>

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
    void runProgram(const QStringList& command, const QString& folder);  // chooses it, and wants it run
    void showRecorded(const RunFacts& facts, const QString& path);       // of a file that was opened
    void showProgramOf(const RunRequest& request);  // of a run that is looked at again, with its parameters

    bool canRun() const { return m_chosen != nullptr || !m_command.empty(); }
    std::optional<RunRequest> request() const;  // none: nothing is chosen, or a parameter is wrong
    QString name() const;                       // the lesson's, or the program's file; "trace" without either
    QString title() const;                      // the same, as people call it
    QString titleOfRun(const RunFacts& facts) const;  // of whose run it is; "" where that is not known
    bool isOfChosen(const RunFacts& facts) const;  // is it a run of what is chosen, whatever its parameters?
    const LessonShelf& shelf() const { return m_shelf; }

signals:
    void chosenChanged();
    void runWanted();  // a program was chosen, or Return was pressed in a parameter's field

private:
    void showOwn(const QStringList& command);
    void showProgram(const QString& title, const QString& about);
    int placesInChapter(int chapter) const;

    const LessonShelf m_shelf;
    const Lesson* m_chosen = nullptr;    // of m_shelf
    std::vector<std::string> m_command;  // of a program of one's own; empty: none is chosen
    QString m_folder;                    // where it starts
    LessonPanel& m_panel;
    TopBar& m_bar;
};

}  // namespace heddle
