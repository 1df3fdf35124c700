// SPDX-License-Identifier: GPL-3.0-or-later
// A timeline without a window: a trace that has been read whole, and the scene of it.
#pragma once

#include "app/timeline/TimelineScene.h"

#include <memory>

namespace heddle {

// Thread: one owner.
struct StagedScene {
    TraceModel model;
    Playback playback;
    TimelineScene scene;

    explicit StagedScene(const std::shared_ptr<Trace>& trace) : scene(model, Theme::light(), {936, 522}) {
        model.setTrace(trace);
        while (model.catchUp())
            continue;
        playback.setTrace(trace);
        scene.followRun();
    }
    void at(double position) {
        playback.seek(position);
        scene.setMoment(playback.moment());
    }
    const TimelineScope& scope() const { return scene.scope(); }
};

}  // namespace heddle
