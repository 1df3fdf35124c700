// SPDX-License-Identifier: GPL-3.0-or-later
// A program of one's own in the window: asked for, run, and typed for while it runs.
#pragma once

#include <QObject>

class QAction;
class QSettings;

namespace heddle {

class LessonDesk;
class OutputPanel;
class Viewing;

// Thread: GUI only. All that it is given outlive it.
class OwnProgram : public QObject {
    Q_OBJECT
public:
    OwnProgram(QAction& action, QSettings& settings, LessonDesk& desk, OutputPanel& output, Viewing& viewing);

private:
    void ask();
    void showInput();

    QAction& m_action;
    QSettings& m_settings;
    LessonDesk& m_desk;
    OutputPanel& m_output;
    Viewing& m_viewing;
};

}  // namespace heddle
