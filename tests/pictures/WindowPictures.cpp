// SPDX-License-Identifier: MIT
// The window in fixed states, as PNG files to be looked at: WindowPictures FOLDER PREFIX TRACE…
#include "app/timeline/TimelineView.h"
#include "app/window/MainWindow.h"
#include "core/session/Lessons.h"
#include "core/trace/TraceFile.h"
#include "tests/support/ToyTrace.h"

#include <QAction>
#include <QApplication>
#include <QEventLoop>
#include <QFileInfo>
#include <QMouseEvent>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <cstdlib>

using namespace heddle;

namespace {

constexpr QSize usual(1600, 1000), small(1280, 720);

void rest(int ms) {
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

class Photographer {
public:
    Photographer(QString folder, QString prefix) : m_folder(std::move(folder)), m_prefix(std::move(prefix)) {
        m_window.resize(usual);
        m_window.show();
        rest(200);
    }

    void open(const QString& path, int patienceMs) {
        m_window.open(path);
        rest(patienceMs);
    }
    void trigger(const char* words) {
        for (QAction* action : m_window.findChildren<QAction*>())
            if (action->iconText() == QLatin1String(words))
                return action->trigger();
        std::fprintf(stderr, "WindowPictures: there is no action \"%s\"\n", words);
        std::exit(EXIT_FAILURE);
    }
    void resize(const QSize& size) { m_window.resize(size); }
    void seekMidway() {  // as a person does: a click on the map of the whole run
        auto* timeline = m_window.findChild<TimelineView*>();
        const QPointF at = timeline->scene().scope().frame.map.center();
        QMouseEvent press(QEvent::MouseButtonPress, at, timeline->mapToGlobal(at), Qt::LeftButton,
                          Qt::LeftButton, Qt::NoModifier);
        QMouseEvent release(QEvent::MouseButtonRelease, at, timeline->mapToGlobal(at), Qt::LeftButton,
                            Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(timeline, &press);
        QCoreApplication::sendEvent(timeline, &release);
    }
    void shoot(const QString& name) {
        rest(300);
        const QString path = QStringLiteral("%1/%2%3.png").arg(m_folder, m_prefix, name);
        if (!m_window.grab().save(path)) {
            std::fprintf(stderr, "WindowPictures: cannot write \"%s\"\n", qPrintable(path));
            std::exit(EXIT_FAILURE);
        }
        std::printf("%s\n", qPrintable(path));
    }

private:
    QString m_folder, m_prefix;
    QTemporaryDir m_own;
    QSettings m_settings{m_own.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    MainWindow m_window{m_settings, Run::start, readLessons(installedLessonsFolder())};
};

void shootTrace(Photographer& photographer, const QString& path) {
    const QString name = QFileInfo(path).completeBaseName();
    photographer.open(path, 1000);
    photographer.trigger("Steps");
    photographer.seekMidway();
    photographer.shoot(name + QStringLiteral("-steps"));
    photographer.trigger("Real time");
    photographer.seekMidway();
    photographer.shoot(name + QStringLiteral("-real-time"));
    photographer.trigger("Steps");
}

bool shootMillion(Photographer& photographer) {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("million.heddle"));
    if (const auto saved = saveTrace(toyTrace({.workers = 30, .items = 168'000}), path.toStdString());
        !saved) {
        std::fprintf(stderr, "%s\n", saved.error().sentence.c_str());
        return false;
    }
    photographer.open(path, 8000);
    photographer.trigger("Fit all");
    photographer.seekMidway();
    photographer.shoot(QStringLiteral("million"));
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    const QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3) {
        std::fprintf(stderr, "usage: WindowPictures FOLDER PREFIX TRACE...\n");
        return 2;
    }
    Photographer photographer(arguments[1], arguments[2]);
    photographer.shoot(QStringLiteral("empty"));
    for (const QString& path : arguments.mid(3))
        shootTrace(photographer, path);
    photographer.trigger("Dark");
    photographer.seekMidway();
    photographer.shoot(QStringLiteral("dark"));
    photographer.trigger("Light");
    photographer.resize(small);
    photographer.shoot(QStringLiteral("small"));
    photographer.resize(usual);
    return shootMillion(photographer) ? EXIT_SUCCESS : EXIT_FAILURE;
}
