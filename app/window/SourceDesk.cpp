// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/SourceDesk.h"

#include "app/panels/EventsPanel.h"
#include "app/window/Actions.h"
#include "app/window/Breakpoints.h"
#include "app/window/LessonDesk.h"
#include "app/window/Selection.h"
#include "app/window/StatusLine.h"
#include "app/window/Viewing.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace heddle {

namespace {

SourceHome homeOf(const Lesson& lesson) {
    const QString folder = QString::fromStdString(lesson.folder.parent_path().string());
    return {{folder}, QString::fromStdString(lesson.name + "/program.cpp")};
}

// A compiler that was given a path without a root most often stood where the program is, or one folder above.
SourceHome homeOf(const std::vector<std::string>& command) {
    if (command.empty())
        return {};
    const QDir folder = QFileInfo(QString::fromStdString(command.front())).absoluteDir();
    return {{folder.path(), folder.filePath(QStringLiteral("..")), QDir::currentPath()}, {}};
}

}  // namespace

SourceDesk::SourceDesk(const Parts& parts) : m(parts) {
    m.viewing.follow([this] { return m.source.catchUp(); });
    connect(&m.viewing, &Viewing::traceChanged, this, &SourceDesk::show);
    connect(&m.viewing, &Viewing::frameMoved, &m.source,
            [this] { m.source.show(m.viewing.playback().moment(), m.viewing.world()); });
    connect(&m.lessons, &LessonDesk::chosenChanged, this, [this] {
        if (!m.viewing.trace())
            show();
    });
    connectSelection();
    connectLines();
    show();
}

void SourceDesk::connectSelection() {
    connect(&m.source, &SourceView::eventPicked, &m.selection, &Selection::select);
    connect(&m.source, &SourceView::selectionCleared, &m.selection, &Selection::clear);
    connect(&m.selection, &Selection::eventChanged, &m.source, &SourceView::selectEvent);
}

void SourceDesk::connectLines() {
    connect(m.actions.stopAtLine, &QAction::triggered, &m.source, &SourceView::turnStop);
    connect(m.actions.eventsOfLine, &QAction::triggered, &m.source, &SourceView::wantEvents);
    connect(&m.source, &SourceView::stopWanted, this, &SourceDesk::turnStop);
    connect(&m.source, &SourceView::eventsWanted, &m.events, &EventsPanel::setFilter);
    connect(&m.source, &SourceView::objected, &m.status, &StatusLine::say);
    connect(&m.breakpoints, &Breakpoints::changed, this, &SourceDesk::showStops);
}

void SourceDesk::show() {
    m.source.setTrace(m.viewing.trace(), home());
}

// What a trace says of a lesson is a path on somebody's machine: it is the lesson here that is shown.
SourceHome SourceDesk::home() const {
    const RunFacts facts = m.viewing.trace() ? m.viewing.trace()->facts() : RunFacts();
    const std::string name = m.viewing.trace() ? facts.lesson : m.lessons.name().toStdString();
    for (const Lesson& lesson : m.lessons.shelf().lessons)
        if (lesson.name == name)
            return homeOf(lesson);
    return facts.lesson.empty() ? homeOf(facts.command) : SourceHome();
}

void SourceDesk::turnStop(const SourceLine& line) {
    bool wasStop = false;
    for (int place = static_cast<int>(m.breakpoints.all().size()) - 1; place >= 0; --place) {
        const auto words = QString::fromStdString(m.breakpoints.all()[static_cast<std::size_t>(place)].words);
        const auto stop = lineOfFilter(words);
        if (!stop || !stop->fits(line.file, line.line))
            continue;
        m.breakpoints.remove(place);
        wasStop = true;
    }
    if (wasStop)
        return m.status.say(tr("no run stops at line %1 any more").arg(line.line));
    if (const Result<void> added = m.breakpoints.add(line.filter); !added)
        return m.status.say(QString::fromStdString(added.error().sentence));
    m.status.say(tr("a run in steps or in slow motion stops at %1").arg(line.filter));
}

void SourceDesk::showStops() {
    std::vector<FilteredLine> stops;
    for (const Breakpoint& each : m.breakpoints.all())
        if (const auto stop = lineOfFilter(QString::fromStdString(each.words)))
            stops.push_back(*stop);
    m.source.setStops(std::move(stops));
}

}  // namespace heddle
