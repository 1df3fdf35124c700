// SPDX-License-Identifier: GPL-3.0-or-later
// What is between workers and things: who uses what, who holds what, who waits where.
#include "app/picture/TextFit.h"
#include "app/stage/StageScope.h"
#include "app/stage/StageSteps.h"
#include "app/stage/StageWords.h"
#include "app/stage/ThingEnd.h"
#include "core/event/WaitKind.h"
#include "core/world/WorkerSign.h"

#include <algorithm>
#include <map>
#include <utility>

namespace heddle {

namespace {

constexpr double plainPx = 1, chosenPx = 2.5, headPx = 10;
constexpr double portPx = 7;  // who holds stands above the middle of a card's side, who waits below
constexpr double chipHeightPx = 18, chipGapPx = 3, widestChipPx = 112, chipPadPx = 6, chipOffPx = 4;
constexpr double chipOutPx = 14;  // of a ring

using Between = StageBetween;  // a worker's box, a thing's

std::optional<Between> betweenOf(const StageScope& scope, WorkerId worker, ObjectId object) {
    const auto from = scope.plan.boxOf(scope.cast, worker), to = scope.plan.boxOf(scope.cast, object);
    return from && to && *from != *to ? std::optional(Between(*from, *to)) : std::nullopt;
}

Tone waitTone(Op op) {
    return waitKindOf(op) == WaitKind::lock ? Tone::waitsLock : Tone::waitsMessage;
}

// Who waits at which thing, and how that looks.
std::map<Between, Tone> waitsIn(const StageScope& scope) {
    std::map<Between, Tone> waits;
    if (!scope.world)
        return waits;
    for (const StageWorker& worker : scope.cast.workers()) {
        const WorkerState* state = scope.world->worker(worker.id);
        if (!state || state->doing != Doing::waits || waitKindOf(state->op) == WaitKind::sleep)
            continue;
        if (const auto between = betweenOf(scope, worker.id, state->object))
            waits[*between] = waitTone(state->op);
    }
    for (const Dependence& dependence : scope.circle)  // also of those whom Heddle has ended in it
        if (const auto between = betweenOf(scope, dependence.waiter, dependence.object))
            waits[*between] = Tone::waitsLock;
    return waits;
}

void addHolder(std::map<Between, bool>& holds, const StageScope& scope, WorkerId worker, ObjectId object) {
    if (!worker.isNone())
        if (const auto between = betweenOf(scope, worker, object))
            holds[*between] = true;
}

std::map<Between, bool> holdsIn(const StageScope& scope) {
    std::map<Between, bool> holds;
    for (const StageBox& box : scope.plan.boxes) {
        const ObjectState* state = box.kind == StageBox::Kind::thing ? scope.state(box) : nullptr;
        if (!state)
            continue;
        addHolder(holds, scope, state->mutex.owner, state->id);
        addHolder(holds, scope, state->managed.owner, state->id);
        for (const WorkerId reader : state->readers.reading)
            addHolder(holds, scope, reader, state->id);
    }
    return holds;
}

std::optional<Between> happeningIn(const StageScope& scope) {
    const std::optional<std::size_t> shown = scope.eventShown();
    if (!shown)
        return std::nullopt;
    const Event event = scope.cast.trace()->event(*shown);
    return betweenOf(scope, event.worker, event.object);
}

// How a way is drawn.
struct Pen {
    Tone tone = Tone::arrow;
    double widthPx = plainPx, headPx = 0;
    Dash dash = Dash::none;
    bool isTurned = false;  // its head is at the worker
    double offPx = 0;       // beside the middle of a card's side, at both ends
};

void drawWay(Picture& picture, StageWay way, const Pen& pen) {
    way = besideMiddle(std::move(way), pen.offPx);
    for (std::size_t i = 0; i < way.size(); ++i) {
        const StagePiece& piece = way[i];
        PictureCurve curve{piece.from, piece.control1, piece.control2, piece.to, pen.tone, pen.widthPx};
        curve.dash = pen.dash;
        if (pen.isTurned) {
            std::swap(curve.from, curve.to);
            std::swap(curve.control1, curve.control2);
        }
        const bool isAtHead = pen.isTurned ? i == 0 : i + 1 == way.size();
        curve.headPx = isAtHead ? pen.headPx : 0;
        picture.add(curve);
    }
}

}  // namespace

bool StageScope::isInCircle(const StageBox& box) const {
    return std::any_of(circle.begin(), circle.end(), [&](const Dependence& dependence) {
        for (const auto& part : {plan.boxOf(cast, dependence.waiter), plan.boxOf(cast, dependence.object)})
            if (part && &plan.boxes[*part] == &box)
                return true;
        return false;
    });
}

namespace {

void layWaysOfFlights(Picture& picture, const StageScope& scope) {
    std::map<std::pair<Between, bool>, Dash> ways;
    for (const StageFlight& flight : scope.flights)
        ways[{{flight.worker, flight.thing}, flight.isForth}] = flight.isReply ? Dash::dashes : Dash::none;
    constexpr std::size_t mostWays = 6;
    if (ways.size() > mostWays)  // where so much moves, nothing stands out by a colour
        return;
    for (const auto& [way, dash] : ways)
        drawWay(picture, scope.plan.wayOf(way.first.first, way.first.second, way.second),
                {Tone::accent, chosenPx, 0, dash});
}

}  // namespace

namespace {

// Who waits for the end of another worker waits at that worker.
void layJoins(Picture& picture, const StageScope& scope) {
    if (!scope.world || !scope.circle.empty())
        return;
    for (const StageWorker& worker : scope.cast.workers()) {
        const WorkerState* state = scope.world->worker(worker.id);
        const bool isJoin = state && (state->op == Op::threadJoin || state->op == Op::processJoin);
        const StageWorker* awaited =
            isJoin && state->doing == Doing::waits ? scope.cast.workerOf(state->object) : nullptr;
        const auto from = scope.plan.boxOf(scope.cast, worker.id);
        const auto to = awaited ? scope.plan.boxOf(scope.cast, awaited->id) : std::nullopt;
        if (!from || !to || *from == *to)
            continue;
        drawWay(picture, scope.plan.wayBetween(*from, *to),
                {waitTone(state->op), chosenPx, headPx, Dash::dots});
    }
}

// What nobody holds: from where one waits to the only one who could end that.
void layWhoEndsWaits(Picture& picture, const StageScope& scope, const std::map<Between, Tone>& waits,
                     const std::map<Between, bool>& holds) {
    for (const Dependence& dependence : scope.circle) {
        const auto between = betweenOf(scope, dependence.blocker, dependence.object);
        if (!between || holds.count(*between) != 0 || waits.count(*between) != 0)
            continue;
        drawWay(picture, scope.plan.wayBetween(between->first, between->second),
                {Tone::waitsLock, chosenPx, headPx, Dash::dashes, true});
    }
}

}  // namespace

namespace {

Pen penOf(Tone wait) {
    return wait == Tone::waitsLock ? Pen{wait, chosenPx, headPx, Dash::none, false, portPx}
                                   : Pen{wait, chosenPx};
}

}  // namespace

void layLinks(Picture& picture, const StageScope& scope) {
    const std::map<Between, Tone> waits = waitsIn(scope);
    const std::map<Between, bool> holds = holdsIn(scope);
    const std::optional<Between> happening = happeningIn(scope);
    std::vector<std::pair<Between, Pen>> front;  // over all that is plain
    for (const StageLink& link : scope.plan.links) {
        const StageBox &worker = scope.plan.boxes[link.worker], &thing = scope.plan.boxes[link.thing];
        const Between between(link.worker, link.thing);
        const bool isFaded = !scope.circle.empty() && !(scope.isInCircle(worker) && scope.isInCircle(thing));
        if (const auto wait = waits.find(between); wait != waits.end() && !isFaded)
            front.push_back({between, penOf(wait->second)});
        else if (holds.count(between) != 0 && !isFaded)
            front.push_back({between, {Tone::held, chosenPx, headPx, Dash::none, true, -portPx}});
        else if (happening == between)
            front.push_back({between, {Tone::accent, chosenPx}});
        else
            drawWay(picture, scope.plan.wayBetween(link.worker, link.thing),
                    {isFaded ? Tone::grid : Tone::arrow});
    }
    for (const auto& [between, pen] : front)
        drawWay(picture, scope.plan.wayBetween(between.first, between.second), pen);
    layWhoEndsWaits(picture, scope, waits, holds);
    layJoins(picture, scope);
    layWaysOfFlights(picture, scope);
}

namespace {

struct Chip {
    QString text;
    Tone tone;
};

// Below a thing, at the side from which they came, or outside of a ring; the first in line is the outermost.
void layChips(Picture& picture, const StageScope& scope, const StageBox& box, const std::vector<Chip>& chips,
              bool isRight, double roomPx) {
    const TextFit fit(scope.theme, Type::small);
    const QRectF& thing = box.rect;
    double out = box.isInRing ? -chipOutPx : 0;  // the ring's own ways go from the middle of its cards
    for (std::size_t i = 0; i < chips.size(); ++i) {
        const QString rest = QStringLiteral("+%1").arg(chips.size() - i);
        const double restPx = i + 1 < chips.size() ? fit.width(rest) + 2 * chipPadPx + chipGapPx : 0;
        const QString name =
            chips.size() > 1 ? QStringLiteral("%1. %2").arg(i + 1).arg(chips[i].text) : chips[i].text;
        QString text = fit.elided(name, widestChipPx - 2 * chipPadPx);
        const bool isRest = i > 0 && out + fit.width(text) + 2 * chipPadPx + restPx > roomPx;
        if (isRest)
            text = rest;
        const double width = fit.width(text) + 2 * chipPadPx;
        const QRectF rect(isRight ? thing.right() - out - width : thing.left() + out,
                          thing.bottom() + chipOffPx, width, chipHeightPx);
        picture.add(PictureFill{rect, Tone::surface, chipHeightPx / 2});
        picture.add(PictureOutline{rect, chips[i].tone, chipHeightPx / 2, 1.5});
        picture.add(PictureText{rect, text, Type::small, Tone::text});
        out += width + chipGapPx;
        if (isRest)
            return;
    }
}

}  // namespace

void layWaiters(Picture& picture, const StageScope& scope) {
    if (!scope.world)
        return;
    for (std::size_t i = 0; i < scope.plan.boxes.size(); ++i) {
        const StageBox& box = scope.plan.boxes[i];
        if (box.kind != StageBox::Kind::thing || box.thing == ThingKind::barrier)  // it names them itself
            continue;
        std::vector<Chip> left, right;
        for (std::size_t n = 0; n < scope.thingOf(box).objects.size(); ++n) {
            const ObjectState* state = scope.state(box, n);
            if (!state)
                continue;
            for (const WorkerId worker : state->line) {
                const WorkerState* waiter = scope.world->worker(worker);
                const auto at = scope.plan.boxOf(scope.cast, worker);
                if (!waiter || !at || waiter->doing != Doing::waits)
                    continue;
                const bool isRight = box.isInRing
                                         ? box.rect.center().x() > scope.plan.ringLane.center().x()
                                         : scope.plan.boxes[*at].rect.center().x() > box.rect.center().x();
                (isRight ? right : left).push_back({scope.nameOf(worker), waitTone(waiter->op)});
            }
        }
        const double room =
            left.empty() || right.empty() ? box.rect.width() : box.rect.width() / 2 - chipGapPx;
        layChips(picture, scope, box, left, false, room);
        layChips(picture, scope, box, right, true, room);
    }
}

namespace {

// The longest first. The library's threads are told apart: they are none of the program's, which are counted
// elsewhere, too.
QStringList threadWords(const StageFrame& frame) {
    const QString own = frame.workers == 0   ? QString()
                        : frame.workers == 1 ? StageWords::tr("1 thread")
                                             : StageWords::tr("%1 threads").arg(frame.workers);
    if (frame.helpers == 0)
        return {own};
    const QString sign = QStringLiteral("%1+ %2").arg(own.isEmpty() ? own : own + QLatin1Char(' '));
    return {sign.arg(StageWords::tr("%1 of the library").arg(frame.helpers)), sign.arg(frame.helpers)};
}

}  // namespace

namespace {

// Who belongs to the program tells its own end in words.
QString endOf(const StageScope& scope, const StageFrame& frame) {
    const StageProcess* process = scope.cast.process(frame.process);
    const WorkerState* main = process ? scope.world->worker(process->main) : nullptr;
    return frame.workers > 0 && main ? QStringLiteral(" %1").arg(QString::fromUtf8(signOf(*main)))
                                     : StageWords::tr(" · ended");
}

void layFrameTitle(Picture& picture, const StageScope& scope, const StageFrame& frame, bool isOver) {
    const TextFit fit(scope.theme, Type::small);
    const QRectF line(frame.rect.left() + 10, frame.rect.top() + 2, frame.rect.width() - 20, 18);
    const QString end = isOver ? endOf(scope, frame) : QString();
    const QString title = fit.elided(frame.title, line.width() - fit.width(end)) + end;
    picture.add(PictureText{line, title, Type::small, Tone::mutedText, Qt::AlignLeft | Qt::AlignVCenter});
    const double room = line.width() - fit.width(title) - 12;
    const QString count = isOver ? QString() : fit.longest(threadWords(frame), room);
    if (!count.isEmpty())
        picture.add(
            PictureText{line, count, Type::small, Tone::mutedText, Qt::AlignRight | Qt::AlignVCenter});
}

}  // namespace

void layFrames(Picture& picture, const StageScope& scope) {
    const TextFit fit(scope.theme, Type::small);
    for (const StageFrame& frame : scope.plan.frames) {
        const bool isOver = hasEnded(scope, frame.process);
        picture.add(PictureOutline{frame.rect, isOver ? Tone::capacity : Tone::mutedText,
                                   static_cast<double>(scope.theme.size(Measure::workerCorner)) + 2, 1.2,
                                   Dash::dots});
        if (frame.hasRoom)
            layFrameTitle(picture, scope, frame, isOver);
    }
    for (const StageHeader& header : scope.plan.headers) {
        const QString text = QStringLiteral("%1 ▾").arg(header.title);
        picture.add(PictureText{header.rect, fit.elided(text, header.rect.width()), Type::small,
                                Tone::mutedText, Qt::AlignLeft | Qt::AlignVCenter});
    }
}

void layVeils(Picture& picture, const StageScope& scope) {
    constexpr double faded = 0.25;  // words are at 3:1 still
    for (const StageBox& box : scope.plan.boxes) {
        const double corner = scope.theme.size(Measure::workerCorner);
        const bool isAbsent = box.kind == StageBox::Kind::worker
                                  ? !scope.worker(box)
                                  : box.kind == StageBox::Kind::thing && !scope.state(box);
        if (!scope.circle.empty() && !scope.isInCircle(box))
            picture.add(
                PictureFill{box.rect.adjusted(-3, -3, 3, 3), Tone::surface, corner, Pattern::none, faded});
        else if (isAbsent)  // its outline is of dashes
            picture.add(PictureOutline{box.rect, Tone::surface, corner, 4, Dash::dashes});
    }
}

void layChosen(Picture& picture, const StageScope& scope) {
    const auto frame = [&](std::size_t box, double widthPx) {
        if (box < scope.plan.boxes.size())
            picture.add(PictureOutline{scope.plan.boxes[box].rect.adjusted(-4, -4, 4, 4), Tone::accent,
                                       static_cast<double>(scope.theme.size(Measure::workerCorner)) + 3,
                                       widthPx});
    };
    if (scope.hovered)
        frame(*scope.hovered, 1);
    for (const std::size_t box : scope.selected)
        frame(box, 2);
}

Picture stagePicture(const StageScope& scope) {
    Picture picture;
    layFrames(picture, scope);
    layLinks(picture, scope);
    for (const StageBox& box : scope.plan.boxes)
        if (box.kind == StageBox::Kind::worker)
            layWorkerBox(picture, scope, box);
        else if (box.kind == StageBox::Kind::workers)
            layWorkersBox(picture, scope, box);
        else if (box.kind == StageBox::Kind::thing)
            layThing(picture, scope, box);
        else
            layThingsBox(picture, scope, box);
    layWaiters(picture, scope);
    layVeils(picture, scope);
    layChosen(picture, scope);
    layFlights(picture, scope);
    return picture;
}

}  // namespace heddle
