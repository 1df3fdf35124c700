// SPDX-License-Identifier: MIT
// How the whole window keeps up with a run that makes a million events a second: frames of its timeline, and
// how long it leaves somebody without an answer. Real time, so whoever else is on the machine counts.
#include "app/timeline/TimelineView.h"
#include "app/window/MainWindow.h"
#include "core/base/Time.h"
#include "tests/app/bridge/StagedRun.h"
#include "tests/bench/Figure.h"
#include "tests/support/ToyTrace.h"

#include <QApplication>
#include <QEvent>
#include <QEventLoop>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <string>
#include <thread>
#include <vector>

using namespace heddle;

namespace {

constexpr QSize screen(1920, 1080);
constexpr std::size_t eventsPerMs = 1000;
constexpr int lastsMs = 4000, asksEveryMs = 5;

// Counts how often a widget is painted.
class Paints : public QObject {
public:
    explicit Paints(QObject& watched) { watched.installEventFilter(this); }
    int count = 0;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return QObject::eventFilter(watched, event);
    }
};

std::shared_ptr<Trace> namesOf(const Trace& trace) {
    auto live = std::make_shared<Trace>();
    for (const WorkerInfo* worker : trace.names().workers())
        live->names().add(*worker);
    for (const ObjectInfo* object : trace.names().objects())
        live->names().add(*object);
    for (const SiteInfo* site : trace.names().sites())
        live->names().add(*site);
    return live;
}

// Who comes late to a run has a lane beside those that are full.
void bear(Trace& live, std::uint32_t number) {
    WorkerInfo late;
    late.id = WorkerId{1000 + number};
    late.process = ProcessId{1};
    late.path = "main/late-" + std::to_string(number);
    live.names().add(std::move(late));
}

// What was recorded before happens again, a thousand events a millisecond; each second a worker comes.
void repeat(const Trace& recorded, Trace& live, const std::stop_token& stop) {
    const Instant begin = monotonicNow();
    std::size_t told = 0;
    std::uint32_t born = 0;
    while (!stop.stop_requested() && told < recorded.size()) {
        const auto ms = static_cast<std::size_t>((monotonicNow() - begin).ns / 1'000'000);
        if (ms >= (born + 1) * 1000)
            bear(live, ++born);
        for (const std::size_t due = std::min(ms * eventsPerMs, recorded.size()); told < due; ++told)
            live.append(recorded.event(told), recorded.text(told));
        std::this_thread::sleep_for(std::chrono::microseconds(500));
    }
}

Lesson anyLesson() {
    Lesson lesson;
    lesson.name = "toy";
    lesson.title = {{"en", "Toy"}};
    lesson.program = "/toy";
    return lesson;
}

}  // namespace

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const auto recorded = toyTrace({.workers = 30, .items = 700'000});
    const auto live = namesOf(*recorded);
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    Stage stage;
    MainWindow window(
        settings, [&](RunRequest request) { return stage.launch(std::move(request), live); },
        LessonShelf{{anyLesson()}, {}});
    window.resize(screen);
    window.show();
    window.chooseLesson(QStringLiteral("toy"), {});
    window.run();
    Paints paints(*window.findChild<TimelineView*>());
    std::vector<double> waitsMs;
    Instant asked = monotonicNow();
    QTimer asks;
    asks.setTimerType(Qt::PreciseTimer);
    QObject::connect(&asks, &QTimer::timeout, &window, [&] {
        const Instant now = monotonicNow();
        waitsMs.push_back(static_cast<double>((now - asked).ns) / 1e6 - asksEveryMs);
        asked = now;
    });
    const std::jthread run([&](const std::stop_token& stop) { repeat(*recorded, *live, stop); });
    asks.start(asksEveryMs);
    QEventLoop loop;
    QTimer::singleShot(lastsMs, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    const Instant begin = monotonicNow();
    loop.exec();
    const double seconds = static_cast<double>((monotonicNow() - begin).ns) / 1e9;
    std::sort(waitsMs.begin(), waitsMs.end());
    const double published = static_cast<double>(live->size()) / seconds;
    bench::print({"followed_events_per_s", published, "events/s that the run made", "1000000"});
    bench::print({"following_frames_per_s", paints.count / seconds, "frames of the timeline", ">= 30"});
    bench::print({"following_answer_ms", waitsMs.empty() ? 0 : waitsMs.back(), "ms, the longest", "< 100"});
    stage.end();
    return EXIT_SUCCESS;
}
