// SPDX-License-Identifier: GPL-3.0-or-later
// The real window with one lesson, driven by its keys and buttons.
#pragma once

#include "app/panels/WorkerRow.h"
#include "app/panels/WorkersModel.h"
#include "app/window/MainWindow.h"
#include "app/window/Viewing.h"

#include <QAction>
#include <QLabel>
#include <QListView>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace heddle {

inline Lesson stagedLesson() {
    Lesson lesson;
    lesson.name = "queues";
    lesson.program = "/lessons/queues/program";
    return lesson;
}

inline Lesson builtLesson(const std::string& name) {
    Lesson lesson;
    lesson.name = name;
    lesson.title = {{"en", name}};
    lesson.program =
        qEnvironmentVariable("HEDDLE_BUILD").toStdString() + "/lib/heddle/lessons/" + name + "/program";
    lesson.folder = lesson.program.parent_path();
    return lesson;
}

// Thread: GUI only.
struct ShownWindow {
    QTemporaryDir folder;
    QSettings settings{folder.filePath("a.ini"), QSettings::IniFormat};
    std::string chosen;
    MainWindow window;

    ShownWindow(RunBridge::Launcher launcher, Lesson lesson)
        : chosen(lesson.name), window(settings, std::move(launcher), LessonShelf{{std::move(lesson)}, {}}) {
        window.resize(1280, 800);
        window.show();
        window.activateWindow();
        (void)QTest::qWaitForWindowActive(&window);  // before that no key is heard
        window.chooseLesson(QString::fromStdString(chosen), {});
    }
    template <class Widget>
    Widget& part(const char* name) {
        return *window.findChild<Widget*>(name);
    }
    QString words(const char* name) { return part<QLabel>(name).text(); }
    QListView& workers() { return part<QListView>("workers"); }
    QString told(int row, int role) { return workers().model()->index(row, 0).data(role).toString(); }
    Turn::Kind turn(int row) {
        const QVariant kind = workers().model()->index(row, 0).data(WorkersModel::turnRole);
        return kind.isValid() ? static_cast<Turn::Kind>(kind.toInt()) : Turn::Kind::no;
    }
    bool isToChoose() { return workers().model()->index(0, 0).data(WorkersModel::turnRole).isValid(); }
    QStringList nextByN() {
        QStringList all;
        for (int row = 0; row < workers().model()->rowCount(); ++row)
            if (workers().model()->index(row, 0).data(WorkersModel::isNextRole).toBool())
                all << told(row, Qt::DisplayRole);
        return all;
    }
    void clickMode(const char* words) {
        for (const auto* choices : window.findChildren<QWidget*>("segments"))
            for (QToolButton* button : choices->findChildren<QToolButton*>())
                if (button->text() == QLatin1String(words))
                    return QTest::mouseClick(button, Qt::LeftButton);
        QFAIL(words);
    }
    void clickButtonOf(int row) {
        const auto* rows = qobject_cast<const WorkerRow*>(workers().itemDelegate());
        const QRect place = workers().visualRect(workers().model()->index(row, 0));
        QTest::mouseClick(workers().viewport(), Qt::LeftButton, {}, rows->buttonIn(place).center());
    }
    void trigger(const char* words) {
        for (QAction* action : window.findChildren<QAction*>())
            if (action->iconText() == QString::fromUtf8(words))
                return action->trigger();
        QFAIL(words);
    }
    // What has not come about by then does not: nothing is waited for but frames.
    void passFrames(int count = 3) {
        Viewing& viewing = *window.findChild<Viewing*>();
        QSignalSpy frames(&viewing, &Viewing::frameMoved);
        for (int i = 0; i < count; ++i) {
            viewing.wake();  // it may rest
            QTRY_VERIFY(frames.count() > i);
        }
    }
    void press(int key, Qt::KeyboardModifiers with = {}) {
        QTest::keyClick(&window, static_cast<Qt::Key>(key), with);
    }
};

}  // namespace heddle
