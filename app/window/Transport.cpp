// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Transport.h"

#include "app/playback/Playback.h"
#include "app/window/Actions.h"

#include <QAction>

namespace heddle {

void connectTransport(Actions& actions, Playback& playback) {
    const auto on = [&playback](QAction* action, auto order) {
        QObject::connect(action, &QAction::triggered, &playback, order);
    };
    on(actions.playBack, [&playback] {
        const bool isDone = playback.isPlaying() && playback.isBackward();
        playback.setBackward(true);
        isDone ? playback.pause() : playback.play();
    });
    on(actions.previous, [&playback] { playback.previousEvent(); });
    on(actions.toStart, [&playback] { playback.seek(0); });
    on(actions.toEnd, [&playback] { playback.seek(playback.length()); });
    on(actions.stepAxis, [&playback] { playback.setAxis(Axis::steps); });
    on(actions.realAxis, [&playback] { playback.setAxis(Axis::realTime); });
    on(actions.follow, [&playback](bool isFollowing) { playback.setFollowing(isFollowing); });
    QObject::connect(&playback, &Playback::axisChanged, &actions, [&actions](Axis axis) {
        (axis == Axis::steps ? actions.stepAxis : actions.realAxis)->setChecked(true);
    });
    QObject::connect(&playback, &Playback::followingChanged, actions.follow, &QAction::setChecked);
}

}  // namespace heddle
