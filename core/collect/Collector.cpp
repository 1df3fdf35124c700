// SPDX-License-Identifier: MIT
#include "core/collect/Collector.h"

#include "core/collect/Definitions.h"

#include <algorithm>
#include <limits>

namespace heddle {
namespace {

constexpr std::int64_t endOfTime = std::numeric_limits<std::int64_t>::max();
// A process that dies between saying that it sends a segment and sending it must not keep gaps open for ever.
constexpr Span longestUnseen = Span::seconds(1);
constexpr Span longestCalibrationStep = Span::seconds(1);

bool isOver(const Event& event) {
    return event.phase == Phase::done || event.phase == Phase::failed;
}

bool isEndOfProcess(const Event& event) {
    return event.op == Op::processEnd && isOver(event);
}

// A worker may die after it has told of an operation, and before it has left it.
bool hasToldAsOver(const Lane& lane, std::uint32_t operation) {
    bool isQueued = false;
    lane.forEachEvent(
        [&](const Event& event) { isQueued = isQueued || (isOver(event) && event.operation == operation); });
    return isQueued || lane.lastOver == operation;
}

}  // namespace

Collector::Collector(std::shared_ptr<Trace> trace, const RunPage& page, std::optional<Instant> start)
    : m_trace(std::move(trace)), m_page(page), m_source(static_cast<TickSource>(page.tickSource)),
      m_line(m_source), m_begun(clock()), m_start(start),
      m_nextCalibration(monotonicNow() + m_calibrationStep) {}

Collector::~Collector() = default;

void Collector::attach(Attachment attachment) {
    ++m_attached;
    Result<std::unique_ptr<SegmentView>> view = SegmentView::open(std::move(attachment));
    if (!view) {
        ++m_refused;
        m_warnings.push_back(view.error().sentence);
        return;
    }
    const ProcessId id = (*view)->process();
    const auto [found, isNew] = m_processes.try_emplace(id);
    if (isNew)
        m_alive.emplace_back(id, &found->second);
    if (found->second.isDead) {
        ++m_refused;
        m_warnings.push_back("process " + std::to_string((*view)->pid()) + " sent a segment after its death");
        return;
    }
    std::erase_if(m_segments, [](const auto& segment) { return !segment->isOpen(); });
    for (std::uint32_t i = 0; i < SegmentView::mostSlots(); ++i)
        found->second.places.emplace_back((*view)->slot(i));
    m_segments.push_back(std::move(*view));
}

std::size_t Collector::collect() {
    const std::int64_t now = ticksNow();  // whatever is published later ended later, or waits for nobody
    keepTime();
    return round(now);
}

std::size_t Collector::flush() {
    std::size_t events = round(endOfTime);
    if (m_merger.wantsSample())
        events += round(endOfTime);  // what is missing now is missing for good: nobody runs
    return events;
}

std::size_t Collector::finish() {
    while (!m_alive.empty())
        processDied(m_alive.back().first, {});
    std::size_t events = takeReady(endOfTime);
    while (m_merger.closeGaps(Gaps::Patience::waitForNobody))
        events += takeReady(endOfTime);
    return events;
}

// See SegmentView::slots.
template <class Visit>
void Collector::forEachInUse(Process& process, Visit&& visit) {
    std::vector<Place>& places = process.places;
    for (std::size_t at = 0; at < places.size(); ++at) {
        Place& place = places[at];
        if (place.reader.slot().wasTaken())
            visit(place);
        else
            at |= SegmentView::mostSlots() - 1;  // on to the next segment
    }
}

std::size_t Collector::round(std::int64_t horizonTicks) {
    m_merger.sweep();
    if (m_merger.wantsSample())
        sample();
    for (auto& [id, process] : m_alive)
        forEachInUse(*process, [&, id = id, process = process](Place& place) { drain(id, *process, place); });
    return takeReady(horizonTicks);
}

std::size_t Collector::takeReady(std::int64_t horizonTicks) {
    std::size_t events = 0;
    do {
        while (const std::optional<Merged> merged = m_merger.next(horizonTicks)) {
            store(*merged);
            ++events;
        }
    } while (m_canCloseGaps && m_merger.closeGaps(Gaps::Patience::waitForWriters));
    return events;
}

// Ahead of the drain, see Gaps.h. Gaps stay open while there may be a worker whom we cannot see.
void Collector::sample() {
    m_merger.beginSample();
    bool areAllSeen =
        static_cast<std::int32_t>(m_page.segmentsSent.load(std::memory_order_acquire) - m_attached) <= 0;
    for (auto& [id, process] : m_alive) {
        forEachInUse(*process, [&](Place& place) {
            const SlotView slot = place.reader.slot();
            const std::optional<IntentNow> intent = slot.intent();
            const SlotState state = intent ? intent->state : slot.state();
            if (place.lane)
                m_merger.sample(*place.lane, state, intent);
            else if (state != SlotState::empty)
                areAllSeen = false;  // it has taken the slot and published nothing yet
        });
    }
    if (areAllSeen)
        m_unseenSince.reset();
    else if (!m_unseenSince)
        m_unseenSince = monotonicNow();
    m_canCloseGaps = !m_unseenSince || monotonicNow() - *m_unseenSince > longestUnseen;
}

void Collector::drain(ProcessId id, Process& process, Place& place) {
    RingReader& reader = place.reader;
    const SlotState state = reader.slot().state();  // ahead of the drain: after `ended` nothing is written
    if (!reader.isDrained()) {
        if (!place.lane)
            occupy(place);
        const bool wasBroken = reader.isBroken();
        std::vector<Event>& inbox = m_merger.inbox(*place.lane);
        m_definitions.clear();
        reader.drain(inbox, m_definitions, ticksNow());
        for (const std::size_t at : m_definitions) {
            const char* text = at + 1 < inbox.size() ? reinterpret_cast<const char*>(&inbox[at + 1]) : "";
            define(id, process, place.lane->worker, inbox[at], {text, inbox[at].textBytes});
        }
        m_merger.arrived(*place.lane);
        if (reader.isBroken() && !wasBroken)
            m_warnings.push_back("worker " + std::to_string(place.lane->worker.number) +
                                 " is read no further: " + reader.complaint());
    }
    if (state == SlotState::ended && reader.isDrained())
        vacate(process, place);
}

void Collector::occupy(Place& place) {
    place.lane = &m_merger.open(place.reader.slot().worker());
    place.reader.begin(place.lane->worker);
}

// A process's main worker keeps its lane, since the end of the process is told there.
void Collector::vacate(Process& process, Place& place) {
    place.reader.giveBack();
    const bool isMain = place.lane && process.main && process.main->id == place.lane->worker;
    if (isMain)
        m_merger.sample(*place.lane, SlotState::ended, {});
    else if (place.lane)
        m_merger.close(*place.lane);
    place.lane = nullptr;
}

void Collector::define(ProcessId id, Process& process, WorkerId by, const Event& record,
                       std::string_view text) {
    bool makesSense = false;
    switch (static_cast<Definition>(record.spare)) {
    case Definition::worker:
        makesSense = defineWorker(id, process, by, record, text);
        break;
    case Definition::object:
        if (std::optional<ObjectInfo> info = objectDefinedBy(record, text)) {
            m_merger.edges().define(info->id, info->firstOrder, info->copyOf);
            if (info->kind == ObjectKind::socket || info->kind == ObjectKind::byteEnd)
                m_merger.edges().definePair(info->id, info->peer);
            m_trace->names().add(std::move(*info));
            makesSense = true;
        }
        break;
    case Definition::site:
        if (std::optional<SiteInfo> info = siteDefinedBy(record, text)) {
            m_trace->names().add(std::move(*info));
            makesSense = true;
        }
        break;
    }
    if (!makesSense)
        m_warnings.push_back("worker " + std::to_string(by.number) +
                             " defined something that makes no sense");
}

bool Collector::defineWorker(ProcessId id, Process& process, WorkerId by, const Event& record,
                             std::string_view text) {
    std::optional<WorkerInfo> info = workerDefinedBy(record, text);
    if (!info || info->id != by || info->process != id)
        return false;
    m_merger.edges().defineHandle(info->handle, info->id);
    if (info->kind == WorkerKind::process && !process.main)
        process.main = *info;
    m_trace->names().add(std::move(*info));
    return true;
}

std::optional<KnownEnding> Collector::endingToldByJoin(ProcessId id) const {
    const auto found = m_processes.find(id);
    if (found == m_processes.end() || !found->second.main || found->second.main->handle.isNone())
        return std::nullopt;
    const ObjectId handle = found->second.main->handle;
    std::optional<KnownEnding> told;
    for (const auto& lane : m_merger.lanes()) {
        lane->forEachEvent([&](const Event& event) {
            if (event.op == Op::processJoin && event.phase == Phase::done && event.object == handle)
                told = endingOfJoin(event);
        });
    }
    return told;
}

void Collector::processDied(ProcessId id, const KnownEnding& ending) {
    const auto found = m_processes.find(id);
    if (found == m_processes.end() || found->second.isDead)
        return;
    Process& process = found->second;
    for (Place& place : process.places)
        drain(id, process, place);
    const std::int64_t now = ticksNow();
    for (Place& place : process.places)
        bury(place, now, ending.isByHeddle);
    if (Lane* main = process.main ? m_merger.laneOf(process.main->id) : nullptr) {
        if (!hasToldEnd(process))
            append(*main, processEndOf(*process.main, ending, now + 1));
        m_merger.close(*main);
    }
    for (Place& place : process.places)
        if (Lane* lane = std::exchange(place.lane, nullptr))
            m_merger.close(*lane);
    process.isDead = true;
    std::erase_if(m_alive, [&](const auto& alive) { return alive.first == id; });
    addCounts(m_ofTheDead, process);
    process.places = {};  // views of what is let go now, or there would be no end to what a long run keeps
    for (const auto& segment : m_segments)
        if (segment->process() == id)
            segment->letGo();
}

void Collector::bury(Place& place, std::int64_t atTicks, bool isByHeddle) {
    place.isDead = true;
    if (!place.lane || place.reader.slot().state() == SlotState::empty)
        return;
    if (!place.reader.isDrained())
        m_warnings.push_back("worker " + std::to_string(place.lane->worker.number) +
                             " died in the middle of writing a record");
    const auto event = killedEventOf(place.lane->worker, place.reader.slot(), atTicks, isByHeddle);
    if (event && !hasToldAsOver(*place.lane, event->operation))
        append(*place.lane, *event);
}

bool Collector::hasToldEnd(const Process& process) const {
    bool isQueued = false;
    const auto look = [&](const Lane* lane) {
        if (lane)
            lane->forEachEvent([&](const Event& event) { isQueued = isQueued || isEndOfProcess(event); });
    };
    look(m_merger.laneOf(process.main->id));
    for (const Place& place : process.places)  // any thread may call exit
        look(place.lane);
    return process.hasToldEnd || isQueued;
}

void Collector::append(Lane& lane, const Event& event) {
    m_merger.inbox(lane).push_back(event);
    m_merger.arrived(lane);
}

void Collector::store(const Merged& merged) {
    Event& event = *merged.event;
    if (!m_start) [[unlikely]]
        m_start = m_line.instantOf(static_cast<std::uint64_t>(event.start));
    setInstants(event, *merged.lane);
    if (isEndOfProcess(event)) [[unlikely]] {
        const WorkerInfo* teller = m_trace->names().worker(event.worker);
        const auto found = teller ? m_processes.find(teller->process) : m_processes.end();
        if (found != m_processes.end())
            found->second.hasToldEnd = true;
    }
    ++((event.flags & Event::madeByCollector) != 0 ? m_made : m_stored);
    m_trace->append(event, merged.text);
    if (m_onEvent)
        m_onEvent(event, merged.text);
    for (const Streams::Part& part : m_merger.edges().parts())
        tellHere(partOf(event, part));
    if (const ObjectId receiver = m_merger.edges().receiver(); !receiver.isNone()) [[unlikely]]
        tellHere(queuedBy(event, receiver), merged.text);
}

void Collector::tellHere(Event event, std::string_view text) {
    event.flags |= Event::madeByCollector;
    ++m_made;
    m_trace->append(event, text);
    if (m_onEvent)
        m_onEvent(event, text);
}

Instant Collector::clock() const {
    return m_line.instantOf(static_cast<std::uint64_t>(ticksNow()));
}

void Collector::standStill() {
    if (!m_stillSince)
        m_stillSince = clock();
}

void Collector::goOn() {
    if (!m_stillSince)
        return;
    m_held.ns += (clock() - *m_stillSince).ns;
    m_stillSince.reset();
}

Instant Collector::now() const {
    if (m_start)
        return Instant{((m_stillSince ? *m_stillSince : clock()) - *m_start).ns - m_held.ns};
    return m_segments.empty() ? Instant{(clock() - m_begun).ns} : Instant{};
}

void Collector::setInstants(Event& event, Lane& lane) const {
    const auto nsOf = [this](std::int64_t ticks) {
        return (m_line.instantOf(static_cast<std::uint64_t>(ticks)) - *m_start).ns - m_held.ns;
    };
    event.end = std::max(nsOf(event.end), lane.lastNs);
    lane.lastNs = event.end;
    event.start = std::clamp<std::int64_t>(nsOf(event.start), 0, event.end);
    const bool isEnd = isOver(event);
    lane.lastOver = isEnd ? event.operation : lane.lastOver;
    if (isEnd && lane.begun.empty()) [[likely]]
        return;
    const auto known = std::ranges::find(lane.begun, event.operation, &Lane::Begun::operation);
    if (known != lane.begun.end()) {
        event.start = std::min(known->startNs, event.end);
        if (isEnd)
            lane.begun.erase(known);
    } else if (!isEnd && lane.begun.size() < 64) {  // more are never nested; hostile rings may claim it
        lane.begun.push_back({event.operation, event.start});
    }
}

void Collector::keepTime() {
    const Instant now = monotonicNow();
    if (now < m_nextCalibration)
        return;
    m_line.recalibrate();
    m_calibrationStep = std::min(Span{m_calibrationStep.ns * 2}, longestCalibrationStep);
    m_nextCalibration = now + m_calibrationStep;
}

}  // namespace heddle
