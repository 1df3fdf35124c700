// SPDX-License-Identifier: GPL-3.0-or-later
// All that a drawing of the stage may look at, and the drawings: the world to a picture. Plain functions of
// values. Thread: GUI only.
#pragma once

#include "app/models/TraceModel.h"
#include "app/picture/Picture.h"
#include "app/playback/Playback.h"
#include "app/stage/StagePlan.h"
#include "core/world/Deadlock.h"
#include "core/world/World.h"

#include <functional>
#include <optional>
#include <set>
#include <vector>

namespace heddle {

// A message on its way from a worker to a thing, or from there to a worker.
struct StageFlight {
    MessageId message;
    std::size_t event = 0;
    std::size_t worker = 0, thing = 0;  // boxes
    bool isForth = true;                // to the thing
    bool isReply = false;
    bool isSentinel = false;
    bool isInWorld = false;  // the world has it in its thing: its place there is empty
    double done = 0;         // of its way, 0 to 1
};

struct LostUpdate {
    WorkerId writer;  // whose write is lost
    ObjectId variable;
};

struct StageScope {
    const StageCast& cast;
    const StagePlan& plan;
    const TraceModel& model;
    const Theme& theme;
    const World* world = nullptr;  // at the moment; null: it is still being worked out
    Moment moment;
    Depth depth = Depth::program;                         // how deep one looks
    std::function<QString(std::size_t event)> contentOf;  // of a message; may remember
    std::vector<std::size_t> selected;                    // boxes
    std::optional<std::size_t> hovered;
    std::vector<Dependence> circle;  // of waits
    std::vector<StageFlight> flights;
    std::set<MessageId> away;        // of these, those that the world has in its lines
    std::optional<LostUpdate> lost;  // by that which the moment tells of

    const StageThing& thingOf(const StageBox& box) const { return cast.things()[box.place()]; }
    // Of the n-th object of a thing; null: nothing was heard of it yet.
    const ObjectState* state(const StageBox& box, std::size_t n = 0) const {
        const auto& objects = thingOf(box).objects;
        return world && n < objects.size() ? world->object(objects[n]) : nullptr;
    }
    const WorkerState* worker(const StageBox& box) const {
        return world ? world->worker(cast.workers()[box.place()].id) : nullptr;
    }
    QString nameOf(WorkerId worker) const {
        const auto place = cast.workerOf(worker);
        return place ? cast.workers()[*place].name : QString();
    }
    bool isInCircle(const StageBox& box) const;
    // The moment's. None also of a run that was shown before.
    std::optional<std::size_t> eventShown() const;
};

// None: nothing is lost.
std::optional<LostUpdate> lostUpdate(const Trace& trace, std::size_t event);

// Who waits for whom, until somebody is met again; empty: nobody is.
std::vector<Dependence> circleIn(const World& world, const StageCast& cast);
// How many wait, and each for what of the next one; whom and what for, the banner and the table say.
QString circleWords(const std::vector<Dependence>& circle, const Names& names);

// From back to front.
void layFrames(Picture& picture, const StageScope& scope);
void layLinks(Picture& picture, const StageScope& scope);
void layWorkerBox(Picture& picture, const StageScope& scope, const StageBox& box);
void layWorkersBox(Picture& picture, const StageScope& scope, const StageBox& box);  // a folded group
void layThing(Picture& picture, const StageScope& scope, const StageBox& box);
void layThingsBox(Picture& picture, const StageScope& scope, const StageBox& box);
void layWaiters(Picture& picture, const StageScope& scope);  // where they wait
void layVeils(Picture& picture, const StageScope& scope);    // over what is not there yet, or fades
void layChosen(Picture& picture, const StageScope& scope);
void layFlights(Picture& picture, const StageScope& scope);
Picture stagePicture(const StageScope& scope);

// The things, one drawing for each kind.
void layQueue(Picture& picture, const StageScope& scope, const StageBox& box);
void layPipe(Picture& picture, const StageScope& scope, const StageBox& box);
void layConnection(Picture& picture, const StageScope& scope, const StageBox& box);
void layListener(Picture& picture, const StageScope& scope, const StageBox& box);
void layManaged(Picture& picture, const StageScope& scope, const StageBox& box);
void layLockBox(Picture& picture, const StageScope& scope, const StageBox& box);
void layReadWriteLock(Picture& picture, const StageScope& scope, const StageBox& box);
void layCondition(Picture& picture, const StageScope& scope, const StageBox& box);
void laySemaphore(Picture& picture, const StageScope& scope, const StageBox& box);
void layBarrier(Picture& picture, const StageScope& scope, const StageBox& box);
void layFlag(Picture& picture, const StageScope& scope, const StageBox& box);
void layShared(Picture& picture, const StageScope& scope, const StageBox& box);
void layMemory(Picture& picture, const StageScope& scope, const StageBox& box);

// What is under way at the moment. While a step plays, its message moves, and its place in its thing is empty
// still; at rest it has arrived, and what was taken lies with whoever took it. In real time a message moves
// while the operation lasts that moves it.
std::vector<StageFlight> flightsAt(const StageScope& scope);
QRectF capsuleOf(const StageScope& scope, const StageFlight& flight);

}  // namespace heddle
