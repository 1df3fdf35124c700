// SPDX-License-Identifier: GPL-3.0-or-later
// The window: builds its parts, places them, connects them.
#pragma once

#include "app/bridge/RunBridge.h"
#include "core/session/Lessons.h"

#include <QMainWindow>

#include <map>
#include <memory>
#include <string>

class QSettings;

namespace heddle {

struct WindowParts;

// Thread: GUI only. `settings` outlive it.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(QSettings& settings, RunBridge::Launcher launcher, LessonShelf lessons);
    ~MainWindow() override;

    void open(const QString& path);
    void chooseTheme(const QString& name);  // see ThemeChoice; an unknown one changes nothing
    bool chooseLesson(const QString& name,
                      const std::map<std::string, std::string>& parameters);  // false: no such

public slots:
    void run();  // the chosen lesson, from its start; what is wrong is said in the window

protected:
    void closeEvent(QCloseEvent*) override;

private:
    void place();
    void connectViewing();
    void connectActions();
    void connectSelection();
    void showTrace();
    void showRunning();
    void showOutcome();
    void showFrame();
    void showTheme();

    std::unique_ptr<WindowParts> m;
};

}  // namespace heddle
