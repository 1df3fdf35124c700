// SPDX-License-Identifier: GPL-3.0-or-later
// Messages on their way between workers and things, as capsules.
#include "app/picture/TextFit.h"
#include "app/stage/StageScope.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace heddle {

namespace {

constexpr std::size_t mostLookedAt = 500;  // events before the instant, and after it
constexpr double flightsInRun = 40;        // of real time: so many, one after the other, are the whole run
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

struct Looker {
    const StageScope& scope;
    std::vector<StageFlight> flights;

    // `since` it happened, in lengths of a way; less than 0: it is still to come.
    void add(std::size_t index, const Event& event, double since) {
        if (event.phase != Phase::done)
            return;
        const bool takes = receivesMessage(event.op), gives = sendsMessage(event.op),
                   asks = isAnswered(event);
        if (!takes && !gives && !asks)
            return;
        const auto worker = scope.plan.boxOf(scope.cast, event.worker);
        const auto thing = scope.plan.boxOf(scope.cast, thingOf(event));
        if (!worker || !thing)
            return;
        StageFlight flight{event.message, index, *worker, *thing};
        flight.isSentinel = (event.flags & Event::isSentinel) != 0;
        flight.isAhead = since < 0;
        if (asks) {  // there and back within one operation
            flight.isForth = since < -0.5;
            flight.isReply = !flight.isForth;
            flight.done = flight.isForth ? (since + 1) * 2 : (since + 0.5) / 1.5;
        } else {  // what is put is there when the step is done; what is taken then is half way
            flight.isForth = gives;
            flight.done = gives ? since + 1 : (since + 1) / 2;
        }
        if (flight.done >= 0 && flight.done < 1)
            flights.push_back(flight);
    }

    void bySteps(const Trace& trace) {
        const double position = scope.moment.position;
        const std::int64_t step = scope.moment.step;
        const double part = position - static_cast<double>(step);
        if (step > 0)
            add(trace.indexOfStep(step), trace.event(trace.indexOfStep(step)), part);
        if (part > 0 && step < trace.steps())
            add(trace.indexOfStep(step + 1), trace.event(trace.indexOfStep(step + 1)), part - 1);
    }

    void byTime(const Trace& trace) {
        const double way = std::max(static_cast<double>(trace.lastInstant().ns) / flightsInRun, 1.0);
        const std::size_t from = scope.moment.events > mostLookedAt ? scope.moment.events - mostLookedAt : 0;
        const std::size_t to = std::min(trace.size(), scope.moment.events + mostLookedAt);
        for (std::size_t index = from; index < to; ++index) {
            const Event event = trace.event(index);
            if (event.depth != Depth::program)
                continue;
            const double since = (scope.moment.position - static_cast<double>(event.end)) / way;
            const bool isAhead = index >= scope.moment.events;
            if (since >= -1 && since < 1)
                add(index, event, isAhead ? std::min(since, -1e-9) : std::max(since, 0.0));
        }
    }
};

}  // namespace

std::vector<StageFlight> flightsAt(const StageScope& scope) {
    const Trace* trace = scope.cast.trace().get();
    if (!trace || trace->size() == 0)
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
    return TextFit(scope.theme, Type::capsule).elided(text, widestTextPx);
}

QRectF capsuleWith(const StageScope& scope, const StageFlight& flight, const QString& text) {
    const double height = scope.theme.size(Measure::capsuleHeight);
    const double width = std::max(height * 1.5, scope.theme.width(Type::capsule, text) + 2 * padPx);
    const PictureCurve way = stageWay(scope.plan.boxes[flight.worker], scope.plan.boxes[flight.thing]);
    const QPointF centre = way.at(flight.isForth ? flight.done : 1 - flight.done);
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
