// SPDX-License-Identifier: GPL-3.0-or-later
// How links go from box to box: never behind one that they do not belong to, for that would say what is not
// so. Boxes below each other are a track; a way crosses a track through a gap between its boxes, or past its
// ends, and goes up and down between the tracks only.
#include "app/stage/StageSteps.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace heddle {

namespace {

constexpr double leastApartPx = 2.6, outerApartPx = 5, crowdPx = 5;
constexpr double straightPx = 4;  // beside a track, before a way goes up or down
constexpr double endless = std::numeric_limits<double>::infinity();

struct Route {
    StageBetween between;
    std::vector<std::size_t> tracks, gaps;  // that it crosses, from the worker on
    std::vector<double> ys;                 // where
    bool isAround = false;                  // it comes to the far side
};

void straightTo(StageWay& way, QPointF from, QPointF to) {
    constexpr double nothingPx = 0.5;
    if (std::abs(from.x() - to.x()) + std::abs(from.y() - to.y()) < nothingPx)
        return;
    const QPointF third = (to - from) / 3;
    way.push_back({from, from + third, to - third, to});
}

void bendTo(StageWay& way, QPointF from, QPointF to) {
    const QPointF half((to.x() - from.x()) / 2, 0);
    way.push_back({from, from + half, to - half, to});
}

// Of what was carried by hand, and to the next one in a ring: straight there.
StageWay freeWay(const QRectF& from, const QRectF& to) {
    StageWay way;
    if (to.left() >= from.right() || to.right() <= from.left()) {
        const bool isRight = to.left() >= from.right();
        bendTo(way, {isRight ? from.right() : from.left(), from.center().y()},
               {isRight ? to.left() : to.right(), to.center().y()});
        return way;
    }
    const bool isBelow = to.center().y() > from.center().y();
    const QPointF begin(from.center().x(), isBelow ? from.bottom() : from.top());
    const QPointF end(to.center().x(), isBelow ? to.top() : to.bottom());
    const QPointF half(0, (end.y() - begin.y()) / 2);
    way.push_back({begin, begin + half, end - half, end});
    return way;
}

double leftOf(const StageTrack& track, bool isRightward) {  // where a way comes in
    return isRightward ? track.left : track.right;
}

// The lines through gaps that are free, whichever lead least up and down.
struct Router {
    const StagePlan& plan;
    std::vector<std::vector<int>> ways;  // by track and gap

    explicit Router(const StagePlan& of) : plan(of) {
        for (const StageTrack& track : plan.tracks)
            ways.emplace_back(track.gaps.size());
    }

    double nearest(std::size_t track, std::size_t gap, double y) const {
        const StageGap& at = plan.tracks[track].gaps[gap];
        const double off = outerApartPx * (ways[track][gap] + 1);
        if (at.top == -endless)
            return std::min(y, at.bottom - off);
        if (at.bottom == endless)
            return std::max(y, at.top + off);
        return std::clamp(y, at.top + leastApartPx, at.bottom - leastApartPx);
    }

    bool hasRoom(std::size_t track, std::size_t gap) const {
        const StageGap& at = plan.tracks[track].gaps[gap];
        return (ways[track][gap] + 2) * leastApartPx <= at.bottom - at.top;
    }

    void cross(Route& route, std::size_t track, double from, double to, double ideal) {
        std::size_t best = 0;
        double least = endless, bestY = 0;
        for (std::size_t gap = 0; gap < plan.tracks[track].gaps.size(); ++gap) {
            const double y = nearest(track, gap, ideal);
            const double cost =
                std::abs(y - from) + std::abs(y - to) + std::abs(y - ideal) / 4 + crowdPx * ways[track][gap];
            if (!hasRoom(track, gap) || cost >= least)
                continue;
            least = cost;
            best = gap;
            bestY = y;
        }
        ++ways[track][best];
        route.tracks.push_back(track);
        route.gaps.push_back(best);
        route.ys.push_back(bestY);
    }

    Route routed(const StageBetween& between, bool isAround = false) {
        Route route{between, {}, {}, {}, isAround};
        const StageBox &from = plan.boxes[between.first], &to = plan.boxes[between.second];
        if (from.track < 0 || to.track < 0 || from.track == to.track)
            return route;
        const int step = to.track > from.track ? 1 : -1, steps = std::abs(to.track - from.track);
        double y = from.rect.center().y();
        const double end = to.rect.center().y();
        for (int i = 1; i < steps; ++i) {
            cross(route, static_cast<std::size_t>(from.track + i * step), y, end,
                  y + (end - y) / (steps - i + 1));
            y = route.ys.back();
        }
        if (isAround)
            cross(route, static_cast<std::size_t>(to.track), y, end,
                  y < end ? to.rect.top() : to.rect.bottom());
        return route;
    }
};

// Those through one gap lie beside each other, so that few of them cross.
void spread(const StagePlan& plan, std::vector<Route>& routes) {
    struct Crossing {
        double pull;
        double* y;
    };
    std::map<std::pair<std::size_t, std::size_t>, std::vector<Crossing>> crossings;
    for (Route& route : routes)
        for (std::size_t i = 0; i < route.ys.size(); ++i) {
            const double before = i > 0 ? route.ys[i - 1] : plan.boxes[route.between.first].rect.center().y();
            const double after = i + 1 < route.ys.size() ? route.ys[i + 1]
                                                         : plan.boxes[route.between.second].rect.center().y();
            crossings[{route.tracks[i], route.gaps[i]}].push_back({before + after, &route.ys[i]});
        }
    for (auto& [where, all] : crossings) {
        std::stable_sort(all.begin(), all.end(),
                         [](const Crossing& a, const Crossing& b) { return a.pull < b.pull; });
        const StageGap& gap = plan.tracks[where.first].gaps[where.second];
        const auto count = static_cast<double>(all.size());
        const double apart = gap.isOuter() ? outerApartPx : (gap.bottom - gap.top) / (count + 1);
        double y = gap.top == -endless ? gap.bottom - apart * (count + 1) : gap.top;
        for (const Crossing& crossing : all)
            *crossing.y = y += apart;
    }
}

// Beside the track, and back to it.
StageWay wayWithin(const StagePlan& plan, const StageBox& from, const StageBox& to) {
    const auto at = static_cast<std::size_t>(from.track);
    const bool isRight = at + 1 < plan.tracks.size() || at == 0;
    const StageTrack& track = plan.tracks[at];
    const double x = isRight ? track.right : track.left;
    const double room = isRight && at + 1 < plan.tracks.size() ? plan.tracks[at + 1].left - track.right
                        : !isRight                             ? track.left - plan.tracks[at - 1].right
                                                               : endless;
    const QPointF aside((isRight ? 1 : -1) * std::min(bulgePx, room / 2), 0);
    const QPointF begin(isRight ? from.rect.right() : from.rect.left(), from.rect.center().y());
    const QPointF end(isRight ? to.rect.right() : to.rect.left(), to.rect.center().y());
    const QPointF out(x, begin.y()), in(x, end.y());
    StageWay way;
    straightTo(way, begin, out);
    way.push_back({out, out + aside, in + aside, in});
    straightTo(way, in, end);
    return way;
}

// From beside it, where the way has come past it.
StageWay turnInto(StageWay way, const StagePlan& plan, const StageBox& to, QPointF from, bool isRight) {
    const auto at = static_cast<std::size_t>(to.track);
    const double room = isRight  ? at + 1 < plan.tracks.size() ? plan.tracks[at + 1].left - from.x() : endless
                        : at > 0 ? from.x() - plan.tracks[at - 1].right
                                 : endless;
    const QPointF aside((isRight ? 1 : -1) * std::min(bulgePx, room / 2), 0),
        in(from.x(), to.rect.center().y());
    way.push_back({from, from + aside, in + aside, in});
    straightTo(way, in, {isRight ? to.rect.right() : to.rect.left(), in.y()});
    return way;
}

// What is put comes in on the left of a queue, and leaves it on the right.
bool isOnFarSide(const StagePlan& plan, const StageLink& link, bool isForth) {
    const int worker = plan.boxes[link.worker].track, thing = plan.boxes[link.thing].track;
    if (worker < 0 || thing < 0 || worker == thing)
        return false;
    return isForth ? link.gives && worker > thing : link.takes && worker < thing;
}

bool isLinked(const StagePlan& plan, const StageBetween& between) {
    return std::any_of(plan.links.begin(), plan.links.end(), [&between](const StageLink& link) {
        return between == StageBetween(link.worker, link.thing) ||
               between == StageBetween(link.thing, link.worker);
    });
}

StageWay drawn(const StagePlan& plan, const Route& route) {
    const StageBox &from = plan.boxes[route.between.first], &to = plan.boxes[route.between.second];
    const bool isOfRing = from.isInRing && to.isInRing && !from.isCarried && !to.isCarried;
    if (isOfRing && !isLinked(plan, route.between))
        return laneWay(plan.ringLane, from.rect, to.rect);
    if (from.track < 0 || to.track < 0)
        return freeWay(from.rect, to.rect);
    if (from.track == to.track)
        return wayWithin(plan, from, to);
    const bool isRight = to.track > from.track;
    StageWay way;
    QPointF at(isRight ? from.rect.right() : from.rect.left(), from.rect.center().y());
    QPointF next(leftOf(plan.tracks[static_cast<std::size_t>(from.track)], !isRight), at.y());
    straightTo(way, at, next);
    for (std::size_t i = 0; i < route.tracks.size(); ++i) {
        const StageTrack& track = plan.tracks[route.tracks[i]];
        at = next;
        next = {leftOf(track, isRight), route.ys[i]};
        bendTo(way, at, next);
        at = std::exchange(next, QPointF(leftOf(track, !isRight), route.ys[i]));
        straightTo(way, at, next);
    }
    if (route.isAround)
        return turnInto(std::move(way), plan, to, next, isRight);
    const QPointF in(leftOf(plan.tracks[static_cast<std::size_t>(to.track)], isRight), to.rect.center().y());
    bendTo(way, next, in);
    straightTo(way, in, {isRight ? to.rect.left() : to.rect.right(), in.y()});
    return way;
}

// What stands in a track, from the top, and what is free between that.
void findGaps(StageTrack& track, std::vector<std::pair<double, double>> taken) {
    std::sort(taken.begin(), taken.end());
    track.gaps.push_back({-endless, taken.front().first});
    double bottom = taken.front().second;
    for (const auto& [from, to] : taken) {
        if (from > bottom)
            track.gaps.push_back({bottom, from});
        bottom = std::max(bottom, to);
    }
    track.gaps.push_back({bottom, endless});
}

struct Taken {
    StageTrack track{endless, -endless, {}};
    double boxesLeft = endless, boxesRight = -endless;
    std::vector<std::pair<double, double>> heights;

    void add(const QRectF& rect) {
        track.left = std::min(track.left, rect.left());
        track.right = std::max(track.right, rect.right());
        heights.emplace_back(rect.top(), rect.bottom());
    }
};

void findTracks(StagePlan& plan) {
    std::map<std::pair<int, int>, Taken> all;
    for (const StageBox& box : plan.boxes) {
        if (box.isCarried || box.isInRing)
            continue;
        Taken& taken = all.try_emplace({box.column, box.part}, Taken{}).first->second;
        taken.add(box.rect.adjusted(0, 0, 0, box.kind == StageBox::Kind::thing ? waitersPx : 0));
        taken.boxesLeft = taken.track.left, taken.boxesRight = taken.track.right;
    }
    for (auto& [where, taken] : all) {
        constexpr double asidePx = 30;  // what was carried takes its frame along
        constexpr double titlePx = 22;  // of a frame around several tracks, which ways may cross
        for (const StageFrame& frame : plan.frames)
            if (frame.rect.left() > taken.boxesLeft - asidePx &&
                frame.rect.right() < taken.boxesRight + asidePx)
                taken.add(frame.rect);
            else if (frame.rect.left() < taken.boxesRight && frame.rect.right() > taken.boxesLeft)
                taken.heights.emplace_back(frame.rect.top(), frame.rect.top() + titlePx);
        for (const StageHeader& header : plan.headers)
            if (header.rect.left() >= taken.boxesLeft && header.rect.left() < taken.boxesRight)
                taken.add(header.rect);
        taken.track.left -= straightPx;
        taken.track.right += straightPx;
        findGaps(taken.track, std::move(taken.heights));
    }
    for (StageBox& box : plan.boxes)
        if (!box.isCarried && !box.isInRing)
            box.track = static_cast<int>(std::distance(all.begin(), all.find({box.column, box.part})));
    for (auto& [where, taken] : all)
        plan.tracks.push_back(std::move(taken.track));
}

}  // namespace

bool StageGap::isOuter() const {
    return top == -endless || bottom == endless;
}

void lead(StagePlan& plan) {
    findTracks(plan);
    Router router(plan);
    std::vector<Route> routes;
    for (const StageLink& link : plan.links) {
        const bool isAround = isOnFarSide(plan, link, true) || isOnFarSide(plan, link, false);
        const bool isBoth = link.gives && link.takes;
        if (!isAround || isBoth)
            routes.push_back(router.routed({link.worker, link.thing}));
        if (isAround)
            routes.push_back(router.routed({link.worker, link.thing}, true));
    }
    spread(plan, routes);
    for (const Route& route : routes) {
        StageWay way = drawn(plan, route);
        if (route.isAround)
            plan.around[route.between] = way;
        if (!route.isAround || plan.ways.count(route.between) == 0)
            plan.ways[route.between] = std::move(way);
    }
}

namespace {

// A way comes straight to a side of a card, or to its top or bottom.
QPointF aside(QPointF direction, double offPx) {
    return std::abs(direction.x()) >= std::abs(direction.y()) ? QPointF(0, offPx) : QPointF(offPx, 0);
}

bool isStraight(const StagePiece& piece) {
    constexpr double nothingPx = 0.5;
    const QPointF off = piece.to - piece.from;
    return std::min(std::abs(off.x()), std::abs(off.y())) < nothingPx;
}

}  // namespace

StageWay besideMiddle(StageWay way, double offPx) {
    if (way.empty())
        return way;
    const QPointF first = aside(way.front().control1 - way.front().from, offPx);
    const QPointF last = aside(way.back().to - way.back().control2, offPx);
    const auto moveBegin = [&](StagePiece& piece) { piece.from += first, piece.control1 += first; };
    const auto moveEnd = [&](StagePiece& piece) { piece.to += last, piece.control2 += last; };
    const bool hasFirstPiece = way.size() > 1 && isStraight(way.front());
    const bool hasLastPiece = way.size() > (hasFirstPiece ? 2 : 1) && isStraight(way.back());
    moveBegin(way.front());
    if (hasFirstPiece) {  // it stays so: what bends is the next one
        way.front().to += first, way.front().control2 += first;
        moveBegin(way[1]);
    }
    moveEnd(way.back());
    if (hasLastPiece) {
        way.back().from += last, way.back().control1 += last;
        moveEnd(way[way.size() - 2]);
    }
    return way;
}

StageWay StagePlan::wayOf(std::size_t worker, std::size_t thing, bool isForth) const {
    const bool isRight = boxes[worker].track > boxes[thing].track;
    const auto far = around.find({worker, thing});
    return far != around.end() && isForth == isRight ? far->second : wayBetween(worker, thing);
}

StageWay StagePlan::wayBetween(std::size_t from, std::size_t to) const {
    if (const auto known = ways.find({from, to}); known != ways.end())
        return known->second;
    std::vector<Route> alone{Router(*this).routed({from, to})};
    spread(*this, alone);
    return drawn(*this, alone.front());
}

}  // namespace heddle
