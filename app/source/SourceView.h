// SPDX-License-Identifier: GPL-3.0-or-later
// The program's files, with every worker's current line marked.
#pragma once

#include "app/models/TraceModel.h"
#include "app/playback/Playback.h"
#include "app/source/LineEvents.h"
#include "app/source/WorkerMarks.h"

#include <QStringList>
#include <QTimer>
#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QLabel;

namespace heddle {

class SourceEditor;

// Which file of which folders is shown before the run has told of any.
struct SourceHome {
    QStringList folders;  // where names without a root are looked for
    QString first;        // "queues/program.cpp"; "": the first that is told of
    friend bool operator==(const SourceHome&, const SourceHome&) = default;
};

// Thread: GUI only. Model outlives it.
class SourceView : public QWidget {
    Q_OBJECT
public:
    SourceView(const TraceModel& model, const Theme& theme, QWidget* parent = nullptr);

    void setTrace(std::shared_ptr<const Trace> trace, const SourceHome& home);
    bool catchUp();  // once a frame: what the trace has told of since; true: there is more
    // None: the world is still being worked out; the last one stays.
    void show(const Moment& moment, const std::optional<World>& world);
    void selectEvent(std::optional<std::size_t> event);  // its line is the current one
    void setStops(std::vector<FilteredLine> stops);
    void setTheme(const Theme& theme);

    void turnStop();  // of the current line
    void wantEvents();
    SourceEditor& editor() { return *m_editor; }
    QString file() const;  // that is shown; "": none

signals:
    void stopWanted(const heddle::SourceLine& line);  // or not any more
    void eventsWanted(const QString& filter);
    void eventPicked(std::size_t event);
    void selectionCleared();
    void objected(const QString& sentence);

private:
    void connectEditor();
    void showFiles();
    void showFile(int file);
    void showKnown();
    void showStops();
    void showMarks();
    void follow();
    std::optional<int> lineOfMoment() const;
    void pickLine(int line);
    void pickWorker(WorkerId worker);
    void openMenu(int line, const QPoint& at);
    void tell(const std::vector<WorkerMark>& marks, const QPoint& at);
    SourceLine lineOf(int line) const;

    const TraceModel& m_model;
    std::shared_ptr<const Trace> m_trace;
    SourceHome m_home;
    SourceIndex m_index;
    WorkerLetters m_letters;
    std::vector<FilteredLine> m_stops;
    std::vector<WorkerMark> m_marks;
    std::optional<World> m_world;
    Moment m_moment;
    std::optional<std::size_t> m_selected;
    int m_file = -1;             // of m_index that is shown
    bool m_isTextThere = false;  // of it
    QTimer m_rest;               // since it scrolled by itself
    QComboBox* m_files;
    QLabel* m_objection;
    SourceEditor* m_editor;
};

}  // namespace heddle
