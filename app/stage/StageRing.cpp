// SPDX-License-Identifier: GPL-3.0-or-later
// Workers and locks of which each has to do with two neighbours only, all around, stand in a ring: a circle
// of waits in it is seen as one. Who has to do with none of them stands in its middle, and the lane between
// is for the ways that are not the ring's own. It is as large in every window.
#include "app/stage/StageSteps.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace heddle {

namespace {

constexpr std::size_t leastInRing = 6, mostInRing = 16;  // boxes; fewer look like one in columns, too
constexpr double roundAspect = 2.6;                      // of a usual stage
constexpr double asidePx = 64, belowPx = 44;             // between neighbours; waiters are named below
constexpr double apartPx = 16;                           // between those in the middle
constexpr double lanePx = 11;                            // around them
constexpr double headerPx = 18;

using Neighbours = std::vector<std::vector<std::size_t>>;

Neighbours neighboursIn(const StagePlan& plan) {
    Neighbours all(plan.boxes.size());
    for (const StageLink& link : plan.links) {
        all[link.worker].push_back(link.thing);
        all[link.thing].push_back(link.worker);
    }
    return all;
}

// From the first worker on, towards the one that came first of the two beside it. Empty: it is no ring of all
// that have to do with each other, or somebody stands within a process's frame.
std::vector<std::size_t> ringIn(const StagePlan& plan) {
    const Neighbours neighbours = neighboursIn(plan);
    std::vector<std::size_t> ring;
    std::size_t linked = 0;
    for (std::size_t box = 0; box < plan.boxes.size(); ++box) {
        if (plan.boxes[box].frame)
            return {};
        linked += neighbours[box].empty() ? 0 : 1;
        if (ring.empty() && plan.boxes[box].isOfWorkers() && !neighbours[box].empty())
            ring.push_back(box);
    }
    const bool isOfPairs = std::all_of(neighbours.begin(), neighbours.end(),
                                       [](const auto& all) { return all.empty() || all.size() == 2; });
    const bool hasWay = std::any_of(plan.links.begin(), plan.links.end(),
                                    [](const StageLink& link) { return link.given != 0; });
    if (!isOfPairs || hasWay || linked < leastInRing || linked > mostInRing || ring.empty())
        return {};
    const auto beyond = [&](std::size_t thing) {
        const std::vector<std::size_t>& pair = neighbours[thing];
        return pair[0] == ring.front() ? pair[1] : pair[0];
    };
    const std::vector<std::size_t>& beside = neighbours[ring.front()];
    ring.push_back(beyond(beside[0]) < beyond(beside[1]) ? beside[0] : beside[1]);
    while (ring.size() < linked) {
        const std::vector<std::size_t>& pair = neighbours[ring.back()];
        const std::size_t next = pair[0] == ring[ring.size() - 2] ? pair[1] : pair[0];
        if (next == ring.front())
            return {};  // there is another one
        ring.push_back(next);
    }
    return ring;
}

// How many stand in the upper and in the lower row; the others are at the sides, a little farther out.
std::size_t acrossIn(std::size_t boxes, double right, double down) {
    const std::size_t half = boxes / 2;
    std::size_t best = 2;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t across = 2; across < half; ++across) {
        const double width = static_cast<double>(across) * right,
                     height = static_cast<double>(half - across + 1) * down;
        const double off = std::abs(std::log(width / height / roundAspect));
        if (off < least)
            least = off, best = across;
    }
    return best;
}

QPointF placeOf(std::size_t i, std::size_t boxes, std::size_t across, QSizeF step, double outPx) {
    const std::size_t aside = boxes / 2 - across;  // at each side
    const double halfWidth = static_cast<double>(across - 1) / 2 * step.width();
    const double halfHeight = static_cast<double>(aside + 1) / 2 * step.height();
    const auto along = [](std::size_t from, std::size_t at, double px) {
        return static_cast<double>(at - from) * px;
    };
    if (i < across)
        return {-halfWidth + along(0, i, step.width()), -halfHeight};
    if (i < across + aside)
        return {halfWidth + outPx, -halfHeight + along(across, i + 1, step.height())};
    if (i < 2 * across + aside)
        return {halfWidth - along(across + aside, i, step.width()), halfHeight};
    return {-halfWidth - outPx, halfHeight - along(2 * across + aside, i + 1, step.height())};
}

void moveTo(StageBox& box, QPointF centre) {
    box.rect.moveCenter(centre);
    box.isInRing = true;
}

QSizeF sizeOfAll(const StagePlan& plan, const std::vector<std::size_t>& boxes) {
    QSizeF size(0, boxes.empty() ? 0 : -apartPx);
    for (const std::size_t box : boxes) {
        const QSizeF one = plan.boxes[box].rect.size();
        size = {std::max(size.width(), one.width()), size.height() + one.height() + apartPx};
    }
    return size;
}

// Who has to do with nobody there: below each other.
void placeOthers(StagePlan& plan, const std::vector<std::size_t>& others) {
    double y = -sizeOfAll(plan, others).height() / 2;
    for (const std::size_t box : others) {
        moveTo(plan.boxes[box], {0, y + plan.boxes[box].rect.height() / 2});
        y += plan.boxes[box].rect.height() + apartPx;
    }
}

// Above the first of each group that can be folded.
void addHeaders(StagePlan& plan) {
    QSet<QString> seen;
    for (const StageBox& box : plan.boxes) {
        if (box.group.isEmpty() || seen.contains(box.group))
            continue;
        seen.insert(box.group);
        plan.headers.push_back({box.group,
                                box.groupTitle,
                                {box.rect.left(), box.rect.top() - headerPx, box.rect.width(), headerPx}});
    }
}

}  // namespace

bool placeInRing(StagePlan& plan) {
    const std::vector<std::size_t> ring = ringIn(plan);
    if (ring.empty())
        return false;
    QSizeF largest;
    std::vector<std::size_t> others;
    for (std::size_t box = 0; box < plan.boxes.size(); ++box) {
        if (std::find(ring.begin(), ring.end(), box) == ring.end())
            others.push_back(box);
        else
            largest = largest.expandedTo(plan.boxes[box].rect.size());
    }
    const QSizeF step = largest + QSizeF(asidePx, belowPx);
    const std::size_t across = acrossIn(ring.size(), step.width(), step.height());
    const double outPx = largest.width() / 2;
    QRectF all;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        QRectF rect(QPointF(), largest);
        rect.moveCenter(placeOf(i, ring.size(), across, step, outPx));
        all |= rect;
    }
    const QRectF lane = all.adjusted(largest.width() + lanePx, largest.height() + lanePx,
                                     -largest.width() - lanePx, -largest.height() - lanePx);
    const QSizeF room = lane.size() - QSizeF(2 * lanePx, 2 * lanePx), middle = sizeOfAll(plan, others);
    if (middle.width() > room.width() || middle.height() > room.height())
        return false;
    for (std::size_t i = 0; i < ring.size(); ++i)
        moveTo(plan.boxes[ring[i]], placeOf(i, ring.size(), across, step, outPx));
    placeOthers(plan, others);
    plan.ringLane = lane;
    addHeaders(plan);
    return true;
}

}  // namespace heddle
