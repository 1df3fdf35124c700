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

// Of one message: where the trace near the moment tells of it.
struct Life {
    std::optional<std::size_t> sent, received;  // events
    double sentAt = 0, receivedAt = 0;
};

// A line as long as that is not searched: of queues it is known without.
constexpr std::size_t mostSearched = 1000;

bool lies(const MessageLine& line, MessageId message) {
    std::size_t looked = 0;
    for (auto at = line.begin(); at != line.end() && looked < mostSearched; ++at, ++looked)
        if (at->message == message)
            return true;
    return false;
}

struct Looker {
    const StageScope& scope;
    std::vector<StageFlight> flights;

    std::optional<StageFlight> between(std::size_t index, const Event& event) const {
        const auto worker = scope.plan.boxOf(scope.cast, event.worker);
        const auto thing = scope.plan.boxOf(scope.cast, thingOf(event));
        if (!worker || !thing)
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
        if (step > 0 && step <= trace.steps())
            addStep(trace.indexOfStep(step),
                    std::clamp(scope.moment.position - static_cast<double>(step - 1), 0.0, 1.0));
    }

    // Of a stream of bytes a message may be taken piece by piece: only its line tells.
    bool isUnderWay(const StageFlight& flight, const Life& life) const {
        if ((life.sent && *life.sent >= scope.moment.events) ||
            (life.received && *life.received < scope.moment.events))
            return false;
        const StageBox& box = scope.plan.boxes[flight.thing];
        if (box.thing == ThingKind::queue)
            return true;
        if (box.kind != StageBox::Kind::thing)
            return false;
        for (std::size_t n = 0; n < scope.thingOf(box).objects.size(); ++n)
            if (const ObjectState* state = scope.state(box, n);
                state && lies(state->pipeEnd.inFlight, flight.message))
                return true;
        return false;
    }

    // From its sender after it was sent, to its receiver before it is received: all that time it is one of
    // those that the world has in its thing, and there its place is empty.
    void addLife(const Life& life, double way) {
        const double now = scope.moment.position;
        if (life.sent && life.received)
            way = std::max(std::min(way, (life.receivedAt - life.sentAt) / 2), 1.0);
        const double in = life.sent ? (now - life.sentAt) / way : 1;
        const double out = life.received ? 1 - (life.receivedAt - now) / way : 0;
        if (in >= 1 && out <= 0)
            return;
        const std::size_t index = in < 1 ? *life.sent : *life.received;
        auto flight = between(index, scope.cast.trace()->event(index));
        if (!flight || !isUnderWay(*flight, life))
            return;
        flight->isForth = in < 1;
        flight->done = std::clamp(in < 1 ? in : out, 0.0, 1.0);
        flight->isInWorld = true;
        flights.push_back(*flight);
    }

    void byTime(const Trace& trace) {
        const double way = std::max(static_cast<double>(trace.lastInstant().ns) / flightsInRun, 1.0);
        const double now = scope.moment.position;
        const std::size_t from = scope.moment.events > mostLookedAt ? scope.moment.events - mostLookedAt : 0;
        const std::size_t to = std::min(trace.size(), scope.moment.events + mostLookedAt);
        std::map<MessageId, Life> lives;
        for (std::size_t index = from; index < to; ++index) {
            const Event event = trace.event(index);
            if (event.depth != Depth::program || event.phase != Phase::done)
                continue;
            const double end = static_cast<double>(event.end), start = static_cast<double>(event.start);
            if (isAnswered(event)) {
                if (start <= now && now < end)
                    addAsked(index, event, (now - start) / (end - start));
            } else if (!event.message.isNone() && sendsMessage(event.op)) {
                Life& life = lives[event.message];
                if (!life.sent)
                    life.sent = index, life.sentAt = end;
            } else if (!event.message.isNone() && receivesMessage(event.op)) {
                Life& life = lives[event.message];
                if (!life.received)
                    life.received = index, life.receivedAt = end;
            }
        }
        for (const auto& [message, life] : lives)
            addLife(life, way);
    }
};

}  // namespace

std::optional<std::size_t> StageScope::eventShown() const {
    const Trace* trace = cast.trace().get();
    return trace && moment.event && *moment.event < trace->size() ? moment.event : std::nullopt;
}

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
    return TextFit(scope.theme, Type::capsule).elided(text, widestTextPx, Qt::ElideRight);
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
    const StageWay way = scope.plan.wayBetween(flight.worker, flight.thing);
    const double from = flight.isForth ? flight.done : 1 - flight.done;  // the worker's box, 0 to 1
    const QPointF along =
        way.front().control1 - way.front().from;  // it touches the boxes at both ends, and hides neither
    const double aside = 1 - 2 * from;
    const auto touching = [aside](double by, double half) {
        return by > 0 ? aside * half : by < 0 ? -aside * half : 0.0;
    };
    const QPointF centre =
        pointOf(way, from) + QPointF(touching(along.x(), width / 2), touching(along.y(), height / 2));
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
