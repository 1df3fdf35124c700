// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/OwnProgram.h"

#include "app/panels/OutputPanel.h"
#include "app/window/LessonDesk.h"
#include "app/window/ProgramDialog.h"
#include "app/window/Viewing.h"

#include <QAction>

namespace heddle {

OwnProgram::OwnProgram(QAction& action, QSettings& settings, LessonDesk& desk, OutputPanel& output,
                       Viewing& viewing)
    : m_action(action), m_settings(settings), m_desk(desk), m_output(output), m_viewing(viewing) {
    connect(&m_action, &QAction::triggered, this, &OwnProgram::ask);
    connect(&m_viewing, &Viewing::traceChanged, this, &OwnProgram::showInput);
    connect(&m_viewing, &Viewing::runningChanged, this, &OwnProgram::showInput);
    connect(&m_output, &OutputPanel::given, &m_viewing, &Viewing::give);
    connect(&m_output, &OutputPanel::inputEnded, &m_viewing, &Viewing::endInput);
}

void OwnProgram::ask() {
    auto* dialog = new ProgramDialog(m_settings, m_output.window());
    connect(dialog, &ProgramDialog::programChosen, &m_desk, &LessonDesk::runProgram);
    dialog->open();
}

// Our lessons read nothing: for them the field would only stand in the way.
void OwnProgram::showInput() {
    const auto& trace = m_viewing.trace();
    m_output.takeInput(m_viewing.isRunning() && trace && trace->facts().lesson.empty());
}

}  // namespace heddle
