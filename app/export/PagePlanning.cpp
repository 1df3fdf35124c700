// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/PagePlanning.h"

#include "app/stage/StagePlan.h"

#include <algorithm>
#include <utility>

namespace heddle {

namespace {

PageRect rectOf(const QRectF& rect) {
    return {rect.x(), rect.y(), rect.width(), rect.height()};
}

PageBox boxOf(const StageCast& cast, const StageBox& box) {
    PageBox made;
    if (box.isOfWorkers())
        made.worker = cast.workers()[box.place()].id;
    else
        made.object = cast.things()[box.place()].objects.front();
    made.rect = rectOf(box.rect);
    return made;
}

// Below its lock's own words, as the window draws them.
void addWithin(PagePlan& into, const StageCast& cast, const StageBox& lock) {
    constexpr double firstPx = 60, stepPx = 30, heightPx = 26, asidePx = 12;
    for (std::size_t i = 0; i < lock.within.size(); ++i) {
        const auto shown = static_cast<double>(std::min(i, mostWithin - 1));
        PageBox made;
        made.object = cast.things()[lock.within[i]].objects.front();
        made.within = cast.things()[lock.place()].objects.front();
        made.rect = {lock.rect.x() + asidePx, lock.rect.y() + firstPx + shown * stepPx,
                     lock.rect.width() - 2 * asidePx, heightPx};
        into.boxes.push_back(made);
    }
}

void addFrames(PagePlan& into, const StageCast& cast, const StagePlan& plan) {
    for (const StageFrame& frame : plan.frames) {
        PageFrame made{frame.title.toStdString(), rectOf(frame.rect), {}, {}};
        for (const StageBox& box : plan.boxes) {
            if (box.frame != frame.process || !frame.rect.contains(box.rect))
                continue;
            const PageBox its = boxOf(cast, box);
            if (its.worker.isNone())
                made.objects.push_back(its.object);
            else
                made.workers.push_back(its.worker);
        }
        into.frames.push_back(std::move(made));
    }
}

void addWays(PagePlan& into, const StageCast& cast, const StagePlan& plan) {
    for (const auto& [between, way] : plan.ways) {
        PageWay made;
        made.worker = boxOf(cast, plan.boxes[between.first]).worker;
        made.object = boxOf(cast, plan.boxes[between.second]).object;
        for (const StagePiece& piece : way)
            made.pieces.push_back({piece.from.x(), piece.from.y(), piece.control1.x(), piece.control1.y(),
                                   piece.control2.x(), piece.control2.y(), piece.to.x(), piece.to.y()});
        into.ways.push_back(std::move(made));
    }
}

// A page folds none of them.
StagePlan unfolded(const StageCast& cast, Depth depth) {
    StageWishes wishes;
    wishes.depth = depth;
    wishes.hasOwnMemory = false;
    StagePlan plan = planned(cast, wishes);
    for (const StageBox& box : plan.boxes)
        if (box.kind == StageBox::Kind::workers || box.kind == StageBox::Kind::things)
            wishes.turned.insert(box.group);
    return wishes.turned.isEmpty() ? plan : planned(cast, wishes);
}

PagePlan pagePlanOf(const StageCast& cast, const StagePlan& plan, Depth depth) {
    PagePlan made;
    made.depth = depth;
    for (const StageBox& box : plan.boxes) {
        made.boxes.push_back(boxOf(cast, box));
        addWithin(made, cast, box);
    }
    addFrames(made, cast, plan);
    addWays(made, cast, plan);
    return made;
}

}  // namespace

std::vector<PagePlan> pagePlansOf(const std::shared_ptr<const Trace>& trace, Depth deepest,
                                  const std::stop_token& stop) {
    StageCast cast;
    cast.setTrace(trace);
    while (!stop.stop_requested() && cast.catchUp())
        continue;
    std::vector<PagePlan> plans;
    std::size_t boxes = 0, links = 0;
    for (const Depth depth : {Depth::program, Depth::library, Depth::system}) {
        if (depth > deepest || stop.stop_requested())
            break;
        const StagePlan plan = unfolded(cast, depth);
        if (!plans.empty() && plan.boxes.size() == boxes && plan.links.size() == links)
            continue;  // there is no more to be seen
        boxes = plan.boxes.size();
        links = plan.links.size();
        plans.push_back(pagePlanOf(cast, plan, depth));
    }
    return plans;
}

}  // namespace heddle
