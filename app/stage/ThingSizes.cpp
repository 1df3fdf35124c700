// SPDX-License-Identifier: GPL-3.0-or-later
// How large each box is: by what it is, never by what it holds just now.
#include "app/stage/StageSteps.h"
#include "app/stage/ThingCard.h"

#include <algorithm>

namespace heddle {

namespace {

constexpr QSizeF workerPx(160, 54), groupPx(190, 64);

QSizeF queueSize(const StageThing& thing) {
    if (thing.objectKind == ObjectKind::future)
        return {190, 40};
    constexpr double slotPx = 52, asidePx = 24, leastPx = 180, heightPx = 84;
    const auto places = static_cast<double>(std::clamp<std::int64_t>(thing.capacity.value_or(4), 1, 5));
    return {std::max(leastPx, places * slotPx + asidePx), heightPx};
}

// Of many entries there is room for a dozen short ones.
QSizeF managedSize(ObjectKind kind) {
    const bool isOne = kind == ObjectKind::managedValue || kind == ObjectKind::managedLock;
    return isOne ? QSizeF(220, 60) : QSizeF(240, 96);
}

QSizeF thingSize(const StageThing& thing, std::size_t within) {
    switch (thing.kind) {
    case ThingKind::queue:
        return queueSize(thing);
    case ThingKind::pipe:
        return {250, 94};
    case ThingKind::connection:
        return {330, 84};
    case ThingKind::listener:
        return {190, 62};
    case ThingKind::managed:
        return managedSize(thing.objectKind);
    case ThingKind::lock:
        return {180, 64 + 30 * static_cast<double>(std::min(within, mostWithin))};
    case ThingKind::shared:
        return {206, 92};
    case ThingKind::condition:
        return {250, 66};
    case ThingKind::readWriteLock:
    case ThingKind::semaphore:
    case ThingKind::barrier:
    case ThingKind::memory:
        return {216, 66};
    case ThingKind::flag:
        return {150, 66};
    case ThingKind::other:
    case ThingKind::none:
        return {150, 40};
    }
    return {150, 40};
}

}  // namespace

QSizeF sizeOf(const StageBox& box, const StageCast& cast, Depth depth) {
    switch (box.kind) {
    case StageBox::Kind::worker:
        return workerPx + QSizeF(0, memoryPx * static_cast<double>(std::min(box.within.size(), mostWithin)));
    case StageBox::Kind::thing:
        return isOpened(cast.things()[box.place()], depth)
                   ? openQueueSize(cast.processesThatGive(box.place()).size())
                   : thingSize(cast.things()[box.place()], box.within.size());
    case StageBox::Kind::workers:
    case StageBox::Kind::things:
        return groupPx;
    }
    return workerPx;
}

}  // namespace heddle
