// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/TraceModel.h"

#include "app/models/FrameBudget.h"
#include "core/trace/Overview.h"

#include <QHash>

#include <algorithm>

namespace heddle {

namespace {

constexpr Span readingInFrame = Span::millis(8);

bool isEnd(Op op) {
    return op == Op::threadEnd || op == Op::processEnd;
}

bool movesMessages(ObjectKind kind) {
    return kind == ObjectKind::queue || kind == ObjectKind::processQueue || kind == ObjectKind::lifoQueue ||
           kind == ObjectKind::priorityQueue || kind == ObjectKind::pipeEnd || kind == ObjectKind::socket ||
           kind == ObjectKind::byteEnd || kind == ObjectKind::manager;
}

bool isFinal(Phase phase) {
    return phase == Phase::done || phase == Phase::failed;
}

void readBar(std::size_t index, const Event& event, BarTrack& track, std::int64_t step) {
    if (track.bars.empty() || !track.bars.back().isOpen()) {
        Bar bar;
        if (!track.bars.empty()) {
            bar.waitedSteps = track.bars.back().waitedSteps;
            bar.waitedNs = track.bars.back().waitedNs;
        }
        bar.firstStep = step;
        bar.startNs = event.start;
        track.bars.open(bar);
    }
    Bar& bar = track.bars.opened(track.bars.size() - 1);
    const bool isCutOff =
        bar.op != Op::none && bar.op != event.op;  // by the worker's end; it stays what it was
    if (!isCutOff) {
        bar.event = index;
        bar.op = event.op;
    }
    bar.phase = event.phase;
    bar.outcome = event.outcome;
    bar.endNs = std::max(event.end, bar.startNs);
    if (!isFinal(event.phase))
        return;
    bar.lastStep = step;
    bar.waitedSteps += bar.lastStep - bar.firstStep;
    if (bar.hasWaited())
        bar.waitedNs += bar.endNs - bar.startNs;
    track.indexLastBar();
}

}  // namespace

TraceModel::TraceModel(QObject* parent) : QObject(parent) {}

void TraceModel::setTrace(std::shared_ptr<const Trace> trace) {
    m_trace = std::move(trace);
    m_read = 0;
    m_steps = m_lengthNs = 0;
    m_isHeld = m_hasRunFreely = m_isHeldNow = false;
    m_others = {};
    m_ending = Ending::running;
    m_endedBehind.reset();
    m_factsSet = 0;
    m_lanes.clear();
    m_laneNames.clear();
    m_processNames.clear();
    m_workerLanes.clear();
    m_objectLanes.clear();
    m_waitsAt.clear();
    m_asks.clear();
    m_serves.clear();
    m_kinds.clear();
    m_namesSeen = m_nestedTracks = 0;
    m_messages = MessageFacts();
    m_requests = MessageFacts(2);
    if (m_trace)
        lookAhead();
    emit traceChanged();
}

// A file brings its run in little: it can be seen whole before its events are read.
void TraceModel::lookAhead() {
    const auto overview = m_trace->overview();
    if (!overview)
        return;
    addWorkers();
    for (const auto& [worker, whole] : overview->workers())
        if (const auto lane = laneOf(worker)) {
            BarTrack& ahead = m_lanes[*lane].ahead.emplace();
            ahead.barsBySteps = whole.bySteps;
            ahead.barsByTime = whole.byTime;
        }
}

bool TraceModel::isReadTo(double steps, double ns) const {
    return m_read == m_trace->size() ||
           (steps <= static_cast<double>(m_steps) && ns <= static_cast<double>(m_lengthNs));
}

std::int64_t TraceModel::wholeSteps() const {
    return m_trace && m_trace->overview() ? m_trace->steps() : m_steps;
}

std::int64_t TraceModel::wholeLengthNs() const {
    return m_trace && m_trace->overview() ? m_trace->lastInstant().ns : m_lengthNs;
}

bool TraceModel::catchUp(std::size_t atMost) {
    if (!m_trace)
        return false;
    const std::size_t size = m_trace->size();
    const std::size_t until = m_read + std::min(atMost, size - m_read);
    const std::size_t namesSeen = m_namesSeen;
    addWorkers();
    const bool hasEnded = readEnding();
    if (m_read == until && namesSeen == m_namesSeen && !hasEnded)
        return false;
    const FrameBudget budget(readingInFrame);
    while (m_read < until) {
        readPiece(until);
        if (budget.isSpent())
            break;
    }
    if (m_read == m_trace->size())
        for (Lane& lane : m_lanes)
            lane.ahead.reset();
    emit grown();
    if (hasEnded)
        emit ended();
    return m_read < size;
}

// So few at once that the clock is looked at in time, and so many that looking at it costs nothing.
void TraceModel::readPiece(std::size_t until) {
    constexpr std::size_t pieceEvents = 512;
    static_assert(Chunk::capacity % pieceEvents == 0);
    const std::shared_ptr<const Chunk> chunk = m_trace->chunk(m_read / Chunk::capacity);
    const std::size_t end = std::min(until, (m_read / pieceEvents + 1) * pieceEvents);
    for (; m_read < end; ++m_read)
        read(m_read, chunk->event(m_read % Chunk::capacity));
}

// Asked for until it is known only: all that is said of a run may be much.
bool TraceModel::readEnding() {
    if (m_ending != Ending::running || m_trace->factsSet() == m_factsSet)
        return false;
    m_factsSet = m_trace->factsSet();
    const RunFacts facts = m_trace->facts();
    m_ending = facts.ending;
    m_endedBehind = facts.endedBehind;
    return m_ending != Ending::running;
}

// Before the events that name them, so that lanes stand in the order in which their workers were made.
void TraceModel::addWorkers() {
    const std::size_t count = m_trace->names().count();
    if (count == m_namesSeen)
        return;
    m_namesSeen = count;
    for (const WorkerInfo* worker : m_trace->names().workers())
        if (worker->depth == Depth::program)
            workerLane(worker->id);
}

std::size_t TraceModel::workerLane(WorkerId worker) {
    const auto [place, isNew] = m_workerLanes.try_emplace(worker, m_lanes.size());
    if (!isNew)
        return place->second;
    Lane lane;
    lane.worker = worker;
    if (const WorkerInfo* info = m_trace->names().worker(worker)) {
        lane.name = QString::fromStdString(info->name());
        lane.path = QString::fromStdString(info->path);
        lane.process = info->process;
        lane.shownFrom = info->depth;
    } else {
        lane.name = lane.path = tr("worker %1").arg(worker.number);
    }
    m_lanes.push_back(std::move(lane));
    return place->second;
}

// Of "p.send" and "p.recv", which are one pipe, "p".
std::string TraceModel::nameOfBothEnds(const ObjectInfo& end) const {
    const ObjectInfo* peer = end.peer.isNone() ? nullptr : m_trace->names().object(end.peer);
    const std::size_t dot = end.path.rfind('.');
    const bool isPair = peer && dot != std::string::npos && peer->path.rfind('.') == dot &&
                        peer->path.compare(0, dot, end.path, 0, dot) == 0;
    return isPair && end.kind == ObjectKind::pipeEnd ? end.path.substr(0, dot) : end.path;
}

// Both ends of a pipe are one lane.
std::size_t TraceModel::objectLane(ObjectId object) {
    if (const auto known = m_objectLanes.find(object); known != m_objectLanes.end())
        return known->second;
    const ObjectInfo* info = m_trace->names().object(object);
    if (info && !info->peer.isNone())
        if (const auto peer = m_objectLanes.find(info->peer); peer != m_objectLanes.end()) {
            const std::size_t lane = peer->second;
            m_objectLanes.emplace(object, lane);
            return lane;
        }
    Lane lane;
    lane.object = object;
    const bool isBytes = info && (info->kind == ObjectKind::pipeEnd || info->kind == ObjectKind::socket ||
                                  info->kind == ObjectKind::byteEnd);
    const bool isLock = info && isWaitedAt(info->kind);
    const bool isManager = info && info->kind == ObjectKind::manager;
    lane.kind = isBytes     ? LaneKind::pipe
                : isLock    ? LaneKind::lock
                : isManager ? LaneKind::manager
                            : LaneKind::queue;
    lane.path = info ? QString::fromStdString(nameOfBothEnds(*info)) : tr("object %1").arg(object.number);
    lane.name = lane.path.section(QLatin1Char('/'), -1);
    if (info)
        lane.capacity = info->capacity;
    m_lanes.push_back(std::move(lane));
    return m_objectLanes[object] = m_lanes.size() - 1;
}

void TraceModel::read(std::size_t index, const Event& event) {
    m_lengthNs = std::max(m_lengthNs, event.end);
    m_isHeld = m_isHeld || event.phase == Phase::called;
    if (!event.worker.isNone()) {
        Lane& lane = m_lanes[workerLane(event.worker)];
        if (!lane.birth)
            lane.birth = {m_steps, event.start};
        readWay(event, lane);
    }
    if (event.op == Op::streamWhole)  // belongs to the receive before it
        readMessage(index, event, workerLane(event.worker));
    if (isFinal(event.phase))
        readAsking(event);
    if (!event.isStep()) {
        readLock(event);
        return readNested(index, event);
    }
    ++m_steps;
    readLock(event);
    showObject(event);
    const std::size_t lane = workerLane(event.worker);
    readOwnBar(index, event, m_lanes[lane]);
    if (isFinal(event.phase) || event.phase == Phase::waits)
        readMessage(index, event, lane);
}

// Who waits at an empty queue has nothing to show of it but its lane.
void TraceModel::showObject(const Event& event) {
    if (movesMessages(kindOf(event.object)))
        objectLane(event.object);
}

namespace {

// As if it had begun when its worker went on from its gate.
Event sinceItWent(Event event, const Lane& lane) {
    if (event.operation != 0 && event.operation == lane.held.operation)
        event.start = std::max(event.start, lane.held.wentNs);
    return event;
}

}  // namespace

void TraceModel::readOwnBar(std::size_t index, const Event& event, Lane& lane) {
    const bool didNothing = (event.flags & Event::wasHeld) != 0;
    if (!didNothing)
        readBar(index, sinceItWent(event, lane), lane, event.isStep() ? m_steps : m_steps + 1);
    if (!isFinal(event.phase)) {
        lane.waitedForLock = lane.waitedForLock || waitKindOf(event.op) == WaitKind::lock;
        lane.hasSlept = lane.hasSlept || waitKindOf(event.op) == WaitKind::sleep;
    } else if (event.outcome == Outcome::killed || isEnd(event.op)) {
        lane.end = {index, m_steps, event.end};
        lane.hasDied = lane.hasDied || event.outcome == Outcome::killed;
    }
}

// What is part of a step is told ahead of it.
void TraceModel::readNested(std::size_t index, const Event& event) {
    if (event.phase == Phase::called || event.worker.isNone())
        return;
    Lane& lane = m_lanes[workerLane(event.worker)];
    const int level = static_cast<int>(event.depth) - static_cast<int>(lane.shownFrom);
    if (isFinal(event.phase))
        readRequest(index, event);
    if (event.op == Op::queueTake && event.phase == Phase::done)
        m_messages.relay(event.message, {index, m_steps + 1, event.end,
                                         static_cast<std::uint32_t>(workerLane(event.worker))});
    if (level <= 0)
        return readOwnBar(index, event, lane);
    BarTrack& track = lane.nested[static_cast<std::size_t>(level) - 1];
    m_nestedTracks += track.bars.empty() ? 1 : 0;
    readBar(index, event, track, m_steps + 1);
}

void TraceModel::readMessage(std::size_t index, const Event& event, std::size_t lane) {
    if (event.op == Op::pipeRecv && event.phase == Phase::waits)
        return readPart(event);
    if (event.message.isNone() || event.object.isNone())
        return;
    if (sendsMessage(event.op))
        readSend(index, event, static_cast<std::uint32_t>(lane));
    else if (receivesMessage(event.op))
        readReceive(index, event, static_cast<std::uint32_t>(lane));
}

// Of bytes a message is under way from its first one on: `waits` tells how many have gone so far.
void TraceModel::readSend(std::size_t index, const Event& event, std::uint32_t lane) {
    const auto through = static_cast<std::uint32_t>(objectLane(event.object));
    const bool isBytes = m_lanes[through].kind == LaneKind::pipe && !handsOverConnection(event.op);
    if (event.phase == Phase::waits && (!isBytes || event.value == 0))
        return;
    if (Message* known = isBytes ? m_messages.underWay(event.message) : nullptr) {
        addDepth(through, event.value - known->amount, event.end);
        known->amount = event.value;
        return m_messages.goesOn(event.message, index);
    }
    Message message;
    message.id = event.message;
    message.sent = index;
    message.sentStep = m_steps;
    message.sentNs = event.end;
    message.from = message.to = lane;
    message.through = through;
    message.isSentinel = (event.flags & Event::isSentinel) != 0;
    message.amount = handsOverConnection(event.op) ? 0 : isBytes ? event.value : 1;
    m_messages.send(message);
    addDepth(through, message.amount, event.end);
}

void TraceModel::readReceive(std::size_t index, const Event& event, std::uint32_t lane) {
    if (const auto received = m_messages.receive(event.message, index, m_steps, event.end, lane))
        addDepth(received->through, received->taken - received->amount, event.end);
}

// Who waits for the rest of a message tells how much of it has come, not of which.
void TraceModel::readPart(const Event& event) {
    const ObjectInfo* end = m_trace->names().object(event.object);
    const auto through = end ? laneOf(end->peer) : std::nullopt;
    Message* known = through ? m_messages.nextThrough(static_cast<std::uint32_t>(*through)) : nullptr;
    if (!known || event.value <= known->taken || event.value > known->amount)
        return;
    addDepth(*through, known->taken - event.value, event.end);
    known->taken = event.value;
}

void TraceModel::addDepth(std::size_t lane, std::int64_t amount, std::int64_t ns, std::int64_t ahead) {
    DepthCurve& depth = m_lanes[lane].depth;
    const std::int64_t before = depth.points().empty() ? 0 : depth.points().back().depth;
    depth.append({m_steps + ahead, ns, before + amount});
}

std::vector<std::size_t> TraceModel::order() const {
    // By the worker that was made first in its process, and there by the worker; objects behind them all,
    // but managers below their own processes.
    constexpr std::uint32_t behindAll = ~std::uint32_t{0};
    std::unordered_map<ProcessId, std::uint32_t> firsts;
    QHash<QString, ProcessId> managers;  // the processes, by the paths of their objects
    for (const Lane& lane : m_lanes)
        if (lane.kind == LaneKind::worker) {
            std::uint32_t& first = firsts.try_emplace(lane.process, behindAll).first->second;
            first = std::min(first, lane.worker.number);
            if (const QString end = QStringLiteral(".process"); lane.path.endsWith(end))
                managers.insert(lane.path.chopped(end.size()), lane.process);
        }
    const auto place = [&](std::size_t number) {
        const Lane& lane = m_lanes[number];
        if (lane.kind == LaneKind::manager && managers.contains(lane.path))
            return std::pair(firsts.at(managers[lane.path]), behindAll);
        return lane.kind == LaneKind::worker ? std::pair(firsts.at(lane.process), lane.worker.number)
                                             : std::pair(behindAll, behindAll);
    };
    std::vector<std::size_t> order(m_lanes.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
    return order;
}

}  // namespace heddle
