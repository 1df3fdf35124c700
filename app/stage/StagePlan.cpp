// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stage/StageSteps.h"

#include <QCoreApplication>
#include <QPainterPath>

#include <algorithm>
#include <map>

namespace heddle {

namespace {

constexpr double frameAsidePx = 8, frameTitlePx = 22;

QString tr(const char* words) {
    return QCoreApplication::translate("heddle::StagePlan", words);
}

void indexBoxes(StagePlan& plan, const StageCast& cast) {
    plan.ofWorkers.assign(cast.workers().size(), -1);
    plan.ofThings.assign(cast.things().size(), -1);
    for (std::size_t i = 0; i < plan.boxes.size(); ++i) {
        for (const std::uint32_t member : plan.boxes[i].members)
            (plan.boxes[i].isOfWorkers() ? plan.ofWorkers : plan.ofThings)[member] =
                static_cast<std::int32_t>(i);
        for (const std::uint32_t variable : plan.boxes[i].within)
            plan.ofThings[variable] = static_cast<std::int32_t>(i);
    }
}

void linkBoxes(StagePlan& plan, const StageCast& cast, Depth depth) {
    std::map<std::pair<std::size_t, std::size_t>, StageLink> links;
    std::vector<std::pair<std::size_t, std::size_t>> order;
    for (const StageUse& use : cast.uses()) {
        const std::int32_t worker = plan.ofWorkers[use.worker], thing = plan.ofThings[use.thing];
        if (use.depth > depth || worker < 0 || thing < 0 || worker == thing)
            continue;
        const std::pair between(static_cast<std::size_t>(worker), static_cast<std::size_t>(thing));
        const auto [found, isNew] =
            links.try_emplace(between, StageLink{between.first, between.second, 0, false, false});
        found->second.given += use.direction();
        const StageThing& of = cast.things()[use.thing];
        if (of.kind == ThingKind::queue && of.objectKind != ObjectKind::future) {
            found->second.gives |= use.gives;
            found->second.takes |= use.takes;
        }
        if (isNew)
            order.push_back(between);
    }
    for (const auto& between : order)
        plan.links.push_back(links[between]);
}

void frameProcesses(StagePlan& plan, const StageCast& cast) {
    std::map<ProcessId, StageFrame> frames;
    for (const StageBox& box : plan.boxes) {
        if (!box.frame)
            continue;
        StageFrame& frame = frames.try_emplace(*box.frame, StageFrame{{}, {}, 0, 0, true, {}}).first->second;
        frame.process = *box.frame;
        frame.rect |= box.rect;
        if (box.isOfWorkers())
            for (const std::uint32_t member : box.members)
                ++(cast.workers()[member].depth == Depth::program ? frame.workers : frame.helpers);
        frame.hasRoom &= !box.isCompact;
    }
    for (auto& [id, frame] : frames) {
        const StageProcess* process = cast.process(frame.process);
        if (process) {
            QString name = process->name;
            if (process->isKeeper && name.endsWith(QStringLiteral(".process")))
                name.chop(8);
            frame.title = tr("%1 pid %2").arg(name).arg(process->pid);
        }
        const double aside = frame.hasRoom ? frameAsidePx : frameAsidePx / 2;
        frame.rect.adjust(-aside, frame.hasRoom ? -frameTitlePx : -aside, aside, aside);
        plan.frames.push_back(frame);
    }
}

void carry(StagePlan& plan, const QHash<QString, QPointF>& carried) {
    for (StageBox& box : plan.boxes)
        if (const auto by = carried.constFind(box.key); by != carried.constEnd()) {
            box.rect.translate(*by);
            box.isCarried = true;
        }
}

void bound(StagePlan& plan) {
    constexpr double edgePx = 2;
    for (const StageBox& box : plan.boxes)
        plan.bounds |= box.rect.adjusted(0, 0, 0, box.kind == StageBox::Kind::thing ? waitersPx + edgePx : 0);
    for (const StageFrame& frame : plan.frames)
        plan.bounds |= frame.rect;
    for (const StageHeader& header : plan.headers)
        plan.bounds |= header.rect;
    for (const auto* ways : {&plan.ways, &plan.around})
        for (const auto& [between, way] : *ways)
            for (const StagePiece& piece : way) {
                QPainterPath path(piece.from);
                path.cubicTo(piece.control1, piece.control2, piece.to);
                plan.bounds |= path.boundingRect();
            }
    if (plan.tracks.size() == 1 && plan.boxes.size() > 1)  // who waits for whom goes beside it
        plan.bounds.adjust(0, 0, bulgePx, 0);
}

}  // namespace

StagePlan planned(const StageCast& cast, const StageWishes& wishes) {
    StagePlan plan;
    plan.boxes = foldedBoxes(cast, wishes);
    indexBoxes(plan, cast);
    linkBoxes(plan, cast, wishes.depth);
    rank(plan);
    for (StageBox& box : plan.boxes)
        box.rect.setSize(sizeOf(box, cast, wishes.depth));
    const bool isKnown = wishes.known && placeAsKnown(plan, *wishes.known);
    if (!isKnown && !placeInRing(plan))
        place(plan, wishes.roomPx);
    carry(plan, wishes.carried);
    frameProcesses(plan, cast);
    lead(plan);
    bound(plan);
    if (isKnown)  // who is still to come has room
        plan.bounds |= wishes.known->bounds;
    return plan;
}

std::optional<std::size_t> StagePlan::boxOf(const StageCast& cast, WorkerId worker) const {
    const auto place = cast.workerOf(worker);
    if (!place || *place >= ofWorkers.size() || ofWorkers[*place] < 0)
        return std::nullopt;
    return static_cast<std::size_t>(ofWorkers[*place]);
}

std::optional<std::size_t> StagePlan::boxOf(const StageCast& cast, ObjectId object) const {
    const auto place = cast.thingOf(object);
    if (!place || *place >= ofThings.size() || ofThings[*place] < 0)
        return std::nullopt;
    return static_cast<std::size_t>(ofThings[*place]);
}

const StageBox* StagePlan::boxAt(QPointF point) const {
    for (auto box = boxes.rbegin(); box != boxes.rend(); ++box)
        if (box->rect.contains(point))
            return &*box;
    return nullptr;
}

}  // namespace heddle
