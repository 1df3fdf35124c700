// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/LessonDesk.h"

#include "app/panels/LessonPanel.h"
#include "app/panels/ParameterForm.h"
#include "app/window/TopBar.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace heddle {

namespace {

QString language() {
    return QLocale().name().section(QLatin1Char('_'), 0, 0);
}

}  // namespace

LessonDesk::LessonDesk(LessonShelf shelf, LessonPanel& panel, TopBar& bar, QObject* parent)
    : QObject(parent), m_shelf(std::move(shelf)), m_panel(panel), m_bar(bar) {
    for (const Lesson& lesson : m_shelf.lessons)
        m_bar.addLesson(QString::fromStdString(lesson.name), titleOf(lesson, language()));
    m_bar.setLesson({});
    connect(&m_bar, &TopBar::lessonChosen, this, [this](const QString& name) { choose(name); });
    connect(&m_panel.form(), &ParameterForm::submitted, this, &LessonDesk::runWanted);
}

bool LessonDesk::choose(const QString& name, const std::map<std::string, std::string>& parameters) {
    const auto lesson = std::find_if(m_shelf.lessons.begin(), m_shelf.lessons.end(),
                                     [&](const Lesson& each) { return each.name == name.toStdString(); });
    if (lesson == m_shelf.lessons.end())
        return false;
    m_chosen = &*lesson;
    m_command.clear();
    m_bar.setLesson(name);
    m_panel.setLesson(*m_chosen, placesInChapter(m_chosen->chapter), parameters, language());
    emit chosenChanged();
    return true;
}

void LessonDesk::showRecorded(const RunFacts& facts, const QString& path) {
    Choosing choosing =
        choosingNamed(facts.chooser)
            .value_or(facts.schedule.empty()
                          ? Choosing{}
                          : Choosing{.kind = ChooserKind::byHand});  // it was a replay, or several
    choosing.seed = facts.seed;
    m_bar.setChoosing(choosing);
    if (choose(QString::fromStdString(facts.lesson), facts.parameters))
        return;
    QStringList command;
    for (const std::string& word : facts.command)
        command << QString::fromStdString(word);
    m_command.clear();  // a file that someone gave us names no program to be run at the press of a button
    showProgram(QFileInfo(path).fileName(),
                command.isEmpty() ? path : tr("A run of `%1`").arg(command.join(' ')));
}

void LessonDesk::runProgram(const QStringList& command, const QString& folder) {
    m_command.clear();
    for (const QString& word : command)
        m_command.push_back(word.toStdString());
    if (command.front().contains(QLatin1Char('/')))  // as the trace will name it: see isOfChosen()
        m_command.front() = QDir::cleanPath(QDir(folder).absoluteFilePath(command.front())).toStdString();
    m_folder = folder;
    showProgram(QFileInfo(command.front()).fileName(),
                tr("A program of your own: `%1`, started in `%2`.").arg(command.join(' '), folder));
    emit runWanted();
}

void LessonDesk::showProgram(const QString& title, const QString& about) {
    m_chosen = nullptr;
    m_bar.setLesson({});
    m_panel.setProgram(title, about);
    emit chosenChanged();
}

std::optional<RunRequest> LessonDesk::request() const {
    if (!canRun())
        return {};
    RunRequest request;
    request.choosing = m_bar.choosing();
    request.operationsPerSecond = m_bar.operationsPerSecond();
    request.steps = m_bar.steps();
    if (!m_chosen) {
        request.command = m_command;
        request.folder = m_folder.toStdString();
        return request;
    }
    const auto parameters = resolveParameters(*m_chosen, m_panel.form().values());
    if (!parameters) {
        m_panel.form().focusFirstWrong();
        return {};
    }
    request.lesson = m_chosen->name;
    request.parameters = *parameters;
    request.command = {m_chosen->program.string()};
    for (const auto& [name, value] : *parameters)
        request.command.push_back(name + "=" + value);
    return request;
}

QString LessonDesk::name() const {
    if (m_chosen)
        return QString::fromStdString(m_chosen->name);
    return m_command.empty() ? QStringLiteral("trace")
                             : QFileInfo(QString::fromStdString(m_command.front())).fileName();
}

QString LessonDesk::title() const {
    return m_chosen ? titleOf(*m_chosen, language()) : name();
}

QString LessonDesk::titleOfRun(const RunFacts& facts) const {
    for (const Lesson& lesson : m_shelf.lessons)
        if (!facts.lesson.empty() && lesson.name == facts.lesson)
            return titleOf(lesson, language());
    const std::string& name =
        !facts.lesson.empty() || facts.command.empty() ? facts.lesson : facts.command.front();
    return QFileInfo(QString::fromStdString(name)).fileName();
}

bool LessonDesk::isOfChosen(const RunFacts& facts) const {
    return m_chosen ? m_chosen->name == facts.lesson : facts.lesson.empty() && m_command == facts.command;
}

int LessonDesk::placesInChapter(int chapter) const {
    return static_cast<int>(std::count_if(m_shelf.lessons.begin(), m_shelf.lessons.end(),
                                          [chapter](const Lesson& each) { return each.chapter == chapter; }));
}

}  // namespace heddle
