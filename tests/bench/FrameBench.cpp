// SPDX-License-Identifier: MIT
// What a frame of the timeline costs, drawn in software at 1920x1080: CPU time of this process, from the
// order to the pixels in the window's own store, whoever else is on the machine.
#include "app/models/RangeSums.h"
#include "app/picture/PicturePainter.h"
#include "app/timeline/TimelineView.h"
#include "app/window/MainWindow.h"
#include "core/trace/TraceFile.h"
#include "tests/bench/Figure.h"
#include "tests/support/ToyTrace.h"

#include <QApplication>
#include <QEventLoop>
#include <QImage>
#include <QPainter>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <malloc.h>
#include <optional>
#include <unistd.h>
#include <vector>

using namespace heddle;

namespace {

constexpr int frames = 200;
constexpr double shortestView = 100;  // events, at the end of the zoom
constexpr QSize screen(1920, 1080);

double cpuMs() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double timed(const std::function<void()>& work) {
    const double begin = cpuMs();
    work();
    return cpuMs() - begin;
}

double percentile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size()))) - 1];
}

// The event loop goes on; what it costs is what its events cost.
void rest(int ms) {
    QEventLoop loop;
    QTimer::singleShot(ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

// A timeline with all of a trace read.
struct Shown {
    TraceModel model;
    Playback playback;
    TimelineView view;

    explicit Shown(const std::shared_ptr<Trace>& trace) : view(model, playback, Theme::light()) {
        view.resize(screen);
        model.setTrace(trace);
        playback.setTrace(trace);
        while (model.catchUp())
            continue;
        view.show();
        settle();
    }
    static void settle() { rest(100); }
};

// From the whole run to the last 100 events in view.
std::vector<double> zoomFrames(const std::shared_ptr<Trace>& trace, Axis axis) {
    Shown shown(trace);
    shown.playback.setAxis(axis);
    shown.view.fitAll();
    shown.playback.seek(shown.playback.length() * 0.37);
    Shown::settle();
    const double factor = std::pow(static_cast<double>(trace->size()) / shortestView, 1.0 / frames);
    std::vector<double> costs;
    for (int frame = 0; frame < frames; ++frame)
        costs.push_back(timed([&] {
            shown.view.zoom(factor);
            shown.view.repaint();
        }));
    return costs;
}

// What whoever draws a rectangle for each pixel of each lane would pay, here and now: what the milliseconds
// of a frame are worth while others are on the machine.
double naiveFrame() {
    QImage image(screen, QImage::Format_RGB32);
    std::vector<double> costs;
    for (int frame = 0; frame < frames / 4; ++frame)
        costs.push_back(timed([&] {
            QPainter painter(&image);
            painter.fillRect(image.rect(), Qt::white);
            constexpr int lanes = 32, pitch = 30, height = 20;
            for (int lane = 0; lane < lanes; ++lane)
                for (int x = 0; x < image.width(); ++x)
                    painter.fillRect(x, lane * pitch, 1, height, x % 3 == frame % 3 ? Qt::red : Qt::blue);
        }));
    return percentile(costs, 0.99);
}

// 32 lanes: main, 30 workers, a queue.
std::shared_ptr<Trace> traceOf(int millions) {
    return toyTrace({.workers = 30, .items = millions * 168'000});
}

void measureZoom() {
    const auto million = traceOf(1), tenMillion = traceOf(10);
    std::fprintf(stderr, "FrameBench: %zu and %zu events\n", million->size(), tenMillion->size());
    double worst = 0, ratio = 0, naive = naiveFrame();
    for (const Axis axis : {Axis::steps, Axis::realTime}) {
        const double one = percentile(zoomFrames(million, axis), 0.99);
        worst = std::max(worst, one);
        ratio = std::max(ratio, percentile(zoomFrames(tenMillion, axis), 0.99) / one);
    }
    naive = std::min(naive, naiveFrame());
    bench::print({"frame_1m_ms", worst, "ms, 99th percentile of a zoom", "< 16"});
    bench::print(
        {"frame_1m_over_naive", worst / naive, "times a fillRect for each pixel of a lane", "< 0.8"});
    bench::print({"frame_10m_over_1m", ratio, "times", "<= 1.3"});
}

// All memory of this process that is there, the file's mapped pages with it.
double residentBytes() {
    std::ifstream file("/proc/self/statm");
    double size = 0, resident = 0;
    file >> size >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

// The measures of the whole run: the longest that a frame is held up by counting, and all of it.
void measureCounting(const TraceModel& model) {
    double longest = 0, whole = 0;
    for (const bool isSteps : {true, false}) {
        std::optional<RangeCount> count;
        const auto length = static_cast<double>(isSteps ? model.steps() : model.lengthNs());
        double all = timed([&] { count.emplace(model, Stretch{isSteps, 0, length}); });
        longest = std::max(longest, all);
        for (bool isMore = true; isMore;) {
            const double read = timed([&] { isMore = count->read(); });
            longest = std::max(longest, read);
            all += read;
        }
        whole = std::max(whole, all);
    }
    bench::print(
        {"longest_counting_ms", longest, "ms, of a frame while 10 million events are measured", "< 100"});
    bench::print({"counting_10m_ms", whole, "ms, the measures of 10 million events", "< 10000"});
}

// From the file on the disk to the first picture of all of it, while its events are still being read; the
// longest that a frame is held up by reading them; and what room they take then.
bool measureOpening() {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("toy.heddle")).toStdString();
    if (const auto written = saveTrace(traceOf(10), path); !written) {
        std::fprintf(stderr, "%s\n", written.error().sentence.c_str());
        return false;
    }
    malloc_trim(0);  // what making the file took is not what opening it takes
    const double before = residentBytes();
    TraceModel model;
    TimelineScene scene(model, Theme::light(), screen);
    std::shared_ptr<const Trace> trace;
    const double first = timed([&] {
        trace = openTrace(path).value();
        model.setTrace(trace);
        scene.followRun();
        scene.fitAll();
        QImage image(screen, QImage::Format_RGB32);
        QPainter painter(&image);
        paint(painter, scene.still(), scene.scope().theme);
    });
    bench::print({"open_10m_ms", first, "ms, to the first picture of 10 million events", "< 1000"});
    double longest = 0;
    for (bool isMore = true; isMore;)
        longest = std::max(longest, timed([&] { isMore = model.catchUp(); }));
    bench::print({"longest_reading_ms", longest, "ms, of a frame while they are read", "< 100"});
    const auto events = static_cast<double>(trace->size());
    bench::print({"memory_per_event_bytes", (residentBytes() - before) / events,
                  "bytes of memory for an event, when all are read", "<= 80"});
    bench::print({"disk_per_event_bytes", static_cast<double>(std::filesystem::file_size(path)) / events,
                  "bytes of the file for an event", "<= 20"});
    measureCounting(model);
    return true;
}

// Some 200 messages lie in the queue while 30 workers take them.
void measurePlaying() {
    Shown shown(toyTrace({.workers = 30, .items = 260, .work = Span::millis(2)}));
    double worst = 0;
    for (const Axis axis : {Axis::steps, Axis::realTime}) {
        shown.playback.setAxis(axis);
        shown.view.fitAll();
        std::size_t event = 0;
        while (event + 1 < shown.model.size() && shown.model.messages().inFlightCount(event) < 200)
            ++event;
        shown.playback.seekEvent(event);
        Shown::settle();
        shown.playback.play();
        std::vector<double> costs;
        for (int frame = 0; frame < frames && shown.playback.isPlaying(); ++frame)
            costs.push_back(timed([&] {
                shown.playback.advance(Span::millis(16));
                rest(16);
            }));
        worst = std::max(worst, percentile(costs, 0.99));
    }
    bench::print({"frame_playing_ms", worst, "ms, 99th percentile, 200 capsules", "< 8"});
}

// The whole window, when nothing in it moves.
bool measureIdle() {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("toy.heddle")).toStdString();
    if (const auto written = saveTrace(toyTrace(), path); !written) {
        std::fprintf(stderr, "%s\n", written.error().sentence.c_str());
        return false;
    }
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    MainWindow window(settings, Run::start, {});
    window.resize(screen);
    window.show();
    window.open(QString::fromStdString(path.string()));
    rest(2000);
    constexpr int idleMs = 4000;
    const double spent = timed([&] { rest(idleMs); });
    bench::print({"idle_cpu_percent", 100 * spent / idleMs, "% of one core", "< 1"});
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    measureZoom();
    measurePlaying();
    return measureOpening() && measureIdle() ? EXIT_SUCCESS : EXIT_FAILURE;
}
