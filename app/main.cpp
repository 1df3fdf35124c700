// SPDX-License-Identifier: GPL-3.0-or-later
// The program: a command that ends with an exit code, or a window.
#include "app/command/CommandLine.h"
#include "app/window/MainWindow.h"
#include "app/window/ScaleChoice.h"
#include "core/session/Lessons.h"
#include "core/session/Run.h"

#include <QApplication>
#include <QSettings>

#include <cstdio>
#include <optional>
#include <utility>

using namespace heddle;

namespace {

constexpr int heddleFailed = 1;

// Qt ends the program with SIGABRT where there is no display; a sentence is kinder.
bool hasDisplay() {
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        if (!qEnvironmentVariableIsEmpty(name))
            return true;
    return false;
}

int showWindow(int argc, char** argv, const WindowRequest& request) {
    QApplication::setOrganizationName(QStringLiteral("heddle"));
    QApplication::setApplicationName(QStringLiteral("heddle"));
    QApplication::setApplicationVersion(QString::fromLatin1(HEDDLE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("io.github.heddle.Heddle"));
    QSettings settings;
    std::optional<ScaleAtStart> scale(std::in_place, settings);
    QApplication application(argc, argv);
    scale.reset();
    MainWindow window(settings, Run::start, readLessons(installedLessonsFolder()));
    if (!request.theme.empty())
        window.chooseTheme(QString::fromStdString(request.theme));
    window.show();
    if (request.lesson)
        window.chooseLesson(QString::fromStdString(*request.lesson), request.parameters);
    if (request.file)
        window.open(QString::fromStdString(request.file->string()));
    else if (request.runsAtOnce)
        window.run();
    return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
    const std::variant<int, WindowRequest> wanted = runCommandLine(argc, argv);
    if (const int* exitCode = std::get_if<int>(&wanted))
        return *exitCode;
    if (!hasDisplay()) {
        std::fputs("open the window: there is no display; `heddle run LESSON` needs none\n", stderr);
        return heddleFailed;
    }
    return showWindow(argc, argv, std::get<WindowRequest>(wanted));
}
