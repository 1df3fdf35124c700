// SPDX-License-Identifier: GPL-3.0-or-later
// Messages on their way between workers and things, as capsules.
#include "app/picture/TextFit.h"
#include "app/stage/StageScope.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace heddle {

namespace {

constexpr std::size_t mostLookedAt = 500;  // events before the instant, and after it
constexpr double widestTextPx = 84, padPx = 9;
constexpr std::size_t mostOnWay = 3, mostInCrowd = 2, crowd = 60;  // of one way; of all

bool isAnswered(const Event& event) {
    return isManaged(event.op) && event.depth == Depth::program;
}

bool onlyAsks(Op op) {
    return op == Op::dictGet || op == Op::dictSize || op == Op::dictKeys || op == Op::dictItems ||
           op == Op::listGet || op == Op::listSize || op == Op::valueGet || op == Op::namespaceGet ||
           op == Op::managedGet;
}

ObjectId thingOf(const Event& event) {
    const bool isConnect = event.op == Op::tcpConnect || event.op == Op::unixConnect;
    return isConnect ? ObjectId{static_cast<std::uint32_t>(event.value)} : event.object;
}

// What a worker did last before the moment, and what it will have done next.
struct Neighbours {
    std::optional<std::size_t> last, next;  // events
};

struct Around {
    std::map<WorkerId, Neighbours> workers;
    std::map<ObjectId, Neighbours> takes;  // out of each thing
};

struct Looker {
    const StageScope& scope;
    std::vector<StageFlight> flights;

    std::optional<StageFlight> between(std::size_t index, const Event& event) const {
        const auto worker = scope.plan.boxOf(scope.cast, event.worker);
        const auto thing = scope.plan.boxOf(scope.cast, thingOf(event));
        if (!worker || !thing || *worker == *thing)
            return std::nullopt;
        StageFlight flight{event.message, index, *worker, *thing};
        flight.isSentinel = (event.flags & Event::isSentinel) != 0;
        return flight;
    }

    // There and back within one operation.
    void addAsked(std::size_t index, const Event& event, double part) {
        auto flight = between(index, event);
        if (!flight)
            return;
        flight->isForth = part < 0.5;
        flight->isReply = !flight->isForth;
        flight->done = flight->isForth ? part * 2 : part * 2 - 1;
        flights.push_back(*flight);
    }

    // `part` of the step that moves it, 0 to 1. What is given lies in its thing when it is done; what is
    // taken lies with whoever took it.
    void addStep(std::size_t index, double part) {
        const Event event = scope.cast.trace()->event(index);
        const bool takes = receivesMessage(event.op), gives = sendsMessage(event.op);
        if (event.phase != Phase::done || (gives && !takes && part >= 1))
            return;
        if (isAnswered(event))
            return addAsked(index, event, part);
        auto flight = takes || gives ? between(index, event) : std::nullopt;
        if (!flight)
            return;
        flight->isForth = gives;
        flight->done = part;
        flight->isInWorld = gives;
        flights.push_back(*flight);
    }

    void bySteps(const Trace& trace) {
        const std::int64_t step = scope.moment.step;
        const bool isWhole = scope.moment.axis != Axis::steps;
        if (step > 0 && step <= trace.steps())
            addStep(trace.indexOfStep(step),
                    isWhole ? 1
                            : std::clamp(scope.moment.position - static_cast<double>(step - 1), 0.0, 1.0));
    }

    Around around(const Trace& trace) const {
        const std::size_t now = scope.moment.events;
        Around all;
        const auto look = [&](std::size_t index, std::optional<std::size_t> Neighbours::*side) {
            const Event event = trace.event(index);
            if (event.depth != Depth::program || event.phase == Phase::called)
                return;
            if (auto& place = all.workers[event.worker].*side; !place)
                place = index;
            if (event.phase == Phase::done && receivesMessage(event.op))
                if (auto& place = all.takes[event.object].*side; !place)
                    place = index;
        };
        for (std::size_t index = now; index-- > now - std::min(now, mostLookedAt);)
            look(index, &Neighbours::last);
        for (std::size_t index = now; index < std::min(trace.size(), now + mostLookedAt); ++index)
            look(index, &Neighbours::next);
        return all;
    }

    // Since when the operation has been under way that this event ends; its message may have come since.
    double begunAt(std::size_t index, const Event& event) const {
        std::int64_t begun = event.start;
        if (const auto lane = scope.model.laneOf(event.worker)) {
            const auto& bars =
                scope.model.lanes()[*lane].bars;  // as they are drawn: a bar tells its latest event
            const auto bar = std::partition_point(bars.begin(), bars.end(),
                                                  [index](const Bar& each) { return each.event < index; });
            begun = bar != bars.end() ? (*bar).startNs : begun;
        }
        const auto message = receivesMessage(event.op) ? scope.model.messages().ofEvent(index) : std::nullopt;
        if (message)
            begun = std::max(begun, scope.model.messages().all()[*message].sentNs);
        return static_cast<double>(begun);
    }

    // Since when it has been its turn: what is in a thing is taken one after the other. None: not yet.
    std::optional<double> turnAt(const Trace& trace, std::size_t take, const Around& around) const {
        const auto of = around.takes.find(trace.event(take).object);
        if (of == around.takes.end() || of->second.next != take)
            return std::nullopt;
        return of->second.last ? static_cast<double>(trace.event(*of->second.last).end) : 0;
    }

    // What its worker does next, while it does it. Who waits to give has given nothing yet.
    void addUnderWay(const Trace& trace, const Neighbours& its, const Around& around) {
        const Event event = trace.event(*its.next);
        const double now = scope.moment.position, end = static_cast<double>(event.end);
        if (event.phase != Phase::done || static_cast<double>(event.start) > now || now >= end)
            return;
        const bool takes = receivesMessage(event.op);
        const auto turn = takes && !isAnswered(event) ? turnAt(trace, *its.next, around) : 0.0;
        const double begun = std::max(begunAt(*its.next, event), turn.value_or(end));
        if (now < begun)
            return;
        const double part = (now - begun) / (end - begun);
        if (isAnswered(event))
            return addAsked(*its.next, event, part);
        const bool hasWaited = its.last && trace.event(*its.last).phase == Phase::waits;
        if (!scope.moment.isPassing || !(takes || (sendsMessage(event.op) && !hasWaited)))
            return;
        auto flight = between(*its.next, event);
        if (!flight)
            return;
        flight->isForth = !takes;
        flight->done = part;
        flight->isInWorld = takes;
        flights.push_back(*flight);
    }

    // While time passes, a message moves as long as the operation lasts that moves it; else all is where its
    // step left it.
    void byTime(const Trace& trace) {
        bySteps(trace);
        const Around around = this->around(trace);
        for (const auto& [worker, its] : around.workers)
            if (its.next)
                addUnderWay(trace, its, around);
    }
};

}  // namespace

std::optional<std::size_t> StageScope::eventShown() const {
    const Trace* trace = cast.trace().get();
    return trace && moment.event && *moment.event < trace->size() ? moment.event : std::nullopt;
}

std::vector<StageFlight> flightsAt(const StageScope& scope) {
    const Trace* trace = scope.cast.trace().get();
    if (!trace || trace->size() == 0 || scope.moment.events > trace->size())  // an instant of another run
        return {};
    Looker looker{scope, {}};
    scope.moment.axis == Axis::steps ? looker.bySteps(*trace) : looker.byTime(*trace);
    return std::move(looker.flights);
}

namespace {

QString textOf(const StageScope& scope, const StageFlight& flight) {
    const Op op = scope.cast.trace()->event(flight.event).op;
    if (isManaged(op) && flight.isReply != onlyAsks(op))
        return flight.isReply ? QStringLiteral("✓")
                              : QString::fromUtf8(verbOf(op).data(), qsizetype(verbOf(op).size()));
    const QString text = scope.contentOf ? scope.contentOf(flight.event) : QString();
    return TextFit(scope.theme, Type::capsule).cutContent(text, widestTextPx);
}

// At a part of a way, 0 to 1.
QPointF pointOf(const StageWay& way, double part) {
    const auto lengthOf = [](const StagePiece& piece) {
        const QPointF by = piece.to - piece.from;
        return std::hypot(by.x(), by.y());
    };
    double left =
        part * std::accumulate(way.begin(), way.end(), 0.0,
                               [&](double sum, const StagePiece& piece) { return sum + lengthOf(piece); });
    for (const StagePiece& piece : way) {
        const double length = lengthOf(piece);
        if (left <= length && length > 0)
            return PictureCurve{piece.from, piece.control1, piece.control2, piece.to}.at(left / length);
        left -= length;
    }
    return way.back().to;
}

QRectF capsuleWith(const StageScope& scope, const StageFlight& flight, const QString& text) {
    const double height = scope.theme.size(Measure::capsuleHeight);
    const double width = std::max(height * 1.5, scope.theme.width(Type::capsule, text) + 2 * padPx);
    const StageWay way = scope.plan.wayOf(flight.worker, flight.thing, flight.isForth);
    const double from = flight.isForth ? flight.done : 1 - flight.done;  // the worker's box, 0 to 1
    const QPointF out = way.front().control1 - way.front().from, in = way.back().to - way.back().control2;
    const auto touching = [from](double begin, double end, double half) {  // both boxes, and hides neither
        const auto sign = [](double by) { return by > 0 ? 1.0 : by < 0 ? -1.0 : 0.0; };
        return ((1 - from) * sign(begin) - from * sign(end)) * half;
    };
    const QPointF centre = pointOf(way, from) + QPointF(touching(out.x(), in.x(), width / 2),
                                                        touching(out.y(), in.y(), height / 2));
    return {centre.x() - width / 2, centre.y() - height / 2, width, height};
}

}  // namespace

QRectF capsuleOf(const StageScope& scope, const StageFlight& flight) {
    return capsuleWith(scope, flight, textOf(scope, flight));
}

void layFlights(Picture& picture, const StageScope& scope) {
    std::map<std::tuple<std::size_t, std::size_t, bool>, std::vector<const StageFlight*>> ways;
    for (const StageFlight& flight : scope.flights)
        ways[{flight.worker, flight.thing, flight.isForth}].push_back(&flight);
    for (const auto& [way, flights] : ways) {
        const std::size_t most = scope.flights.size() > crowd ? mostInCrowd : mostOnWay;
        const std::size_t shown = flights.size() > most ? most - 1 : flights.size();
        for (std::size_t i = 0; i < shown; ++i) {
            const QString text = textOf(scope, *flights[i]);
            picture.add(PictureCapsule{capsuleWith(scope, *flights[i], text), text, flights[i]->isSentinel});
        }
        if (shown == flights.size())
            continue;
        const QString rest = QStringLiteral("…+%1").arg(flights.size() - shown);
        picture.add(PictureCapsule{capsuleWith(scope, *flights[shown], rest), rest});
    }
}

}  // namespace heddle
