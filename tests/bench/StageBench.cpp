// SPDX-License-Identifier: MIT
// What a frame of the stage costs with 40 workers and as many messages under way as are ever drawn: CPU time
// of this process, from the instant to the pixels.
#include "app/stage/StageView.h"
#include "core/world/Snapshots.h"
#include "tests/bench/Figure.h"
#include "tests/support/ToyTrace.h"

#include <QApplication>
#include <QImage>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <functional>
#include <vector>

using namespace heddle;

namespace {

constexpr int frames = 200;

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

void measureFrames(Axis axis, const char* frameName) {
    // So many that in real time 200 and more are on their way at once.
    const auto trace = toyTrace({.workers = 40, .items = 4000, .capacity = 4});
    TraceModel model;
    Playback playback;
    model.setTrace(trace);
    while (model.catchUp())
        continue;
    playback.setTrace(trace);
    playback.setAxis(axis);
    StageView view(model, Theme::light());
    view.resize(1600, 420);
    view.setTrace(trace);
    while (view.catchUp())
        continue;
    Snapshots worlds(trace);
    while (worlds.catchUp(10000))
        continue;
    QImage image(view.size(), QImage::Format_RGB32);
    std::vector<double> costs;
    std::size_t flights = 0;
    for (int frame = 0; frame < frames; ++frame) {
        playback.seek(playback.length() * (0.3 + 0.0001 * frame));
        const World world = worlds.at(playback.moment().events);
        costs.push_back(timed([&] {
            view.show(playback.moment(), world);
            view.render(&image);
        }));
        flights = std::max(flights, view.scene().scope().flights.size());
    }
    std::fprintf(stderr, "StageBench: %s: %zu boxes, up to %zu capsules\n", frameName,
                 view.scene().scope().plan.boxes.size(), flights);
    bench::print({frameName, percentile(costs, 0.99), "ms, 99th percentile, 40 workers", "< 8"});
}

void measureLayout() {
    StageCast cast;
    cast.setTrace(toyTrace({.workers = 40, .items = 4000, .capacity = 4}));
    const double reading = timed([&] {
        while (cast.catchUp())
            continue;
    });
    std::vector<double> plans;
    for (int i = 0; i < frames; ++i)
        plans.push_back(timed([&] { (void)planned(cast, {}); }));
    bench::print({"stage_layout_ms", percentile(plans, 0.99), "ms, 99th percentile, 40 workers", "< 4"});
    bench::print({"stage_reading_ns", reading * 1e6 / static_cast<double>(cast.trace()->size()),
                  "ns an event", "< 200"});
}

}  // namespace

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    measureFrames(Axis::steps, "stage_frame_steps_ms");
    measureFrames(Axis::realTime, "stage_frame_real_ms");
    measureLayout();
}
