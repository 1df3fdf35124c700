// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/LessonDesk.h"

#include "app/panels/LessonPanel.h"
#include "app/panels/ParameterForm.h"
#include "app/window/TopBar.h"

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
    m_bar.setLesson(name);
    m_panel.setLesson(*m_chosen, placesInChapter(m_chosen->chapter), parameters, language());
    emit chosenChanged();
    return true;
}

void LessonDesk::showRecorded(const RunFacts& facts, const QString& path) {
    Choosing choosing{.seed = facts.seed};
    for (const ChooserKind kind : {ChooserKind::roundRobin, ChooserKind::random})
        if (facts.chooser == nameOf(kind))
            choosing.kind = kind;
    m_bar.setChoosing(choosing);
    if (choose(QString::fromStdString(facts.lesson), facts.parameters))
        return;
    m_chosen = nullptr;
    m_bar.setLesson({});
    QStringList command;
    for (const std::string& word : facts.command)
        command << QString::fromStdString(word);
    m_panel.setProgram(QFileInfo(path).fileName(),
                       command.isEmpty() ? path : tr("A run of `%1`").arg(command.join(' ')));
    emit chosenChanged();
}

std::optional<RunRequest> LessonDesk::request() const {
    if (!m_chosen)
        return {};
    const auto parameters = resolveParameters(*m_chosen, m_panel.form().values());
    if (!parameters) {
        m_panel.form().focusFirstWrong();
        return {};
    }
    RunRequest request;
    request.lesson = m_chosen->name;
    request.parameters = *parameters;
    request.command = {m_chosen->program.string()};
    for (const auto& [name, value] : *parameters)
        request.command.push_back(name + "=" + value);
    request.choosing = m_bar.choosing();
    return request;
}

QString LessonDesk::name() const {
    return m_chosen ? QString::fromStdString(m_chosen->name) : QStringLiteral("trace");
}

int LessonDesk::placesInChapter(int chapter) const {
    return static_cast<int>(std::count_if(m_shelf.lessons.begin(), m_shelf.lessons.end(),
                                          [chapter](const Lesson& each) { return each.chapter == chapter; }));
}

}  // namespace heddle
