// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/RangeSums.h"

#include "core/event/ThingUse.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace heddle {

namespace {

struct Places {
    double begin, doneFrom, end;
};

// As the timeline draws it: among steps the last one is where it was done; in real time it is all wait or
// none.
Places placesOf(const Bar& bar, bool isSteps, double now) {
    const double begin = static_cast<double>(isSteps ? bar.firstStep - 1 : bar.startNs);
    if (bar.isOpen())
        return {begin, std::max(now, begin), std::max(now, begin)};
    const double end = static_cast<double>(isSteps ? bar.lastStep : bar.endNs);
    if (isSteps)
        return {begin, end - 1, end};
    return {begin, bar.hasWaited() ? end : begin, end};
}

Share shareOf(WaitKind kind) {
    switch (kind) {
    case WaitKind::lock:
        return Share::waitsForLock;
    case WaitKind::sleep:
        return Share::sleeps;
    case WaitKind::message:
    case WaitKind::none:
        break;
    }
    return Share::waits;
}

void spend(RangeSums::OfWorker& sum, Share share, double amount) {
    sum.spent[static_cast<std::size_t>(share)] += amount;
}

double lifeBeginOf(const Lane& lane, bool isSteps, double now) {
    const double first = lane.bars.empty() ? now : placesOf(lane.bars.front(), isSteps, now).begin;
    return lane.birth ? std::min(first, static_cast<double>(isSteps ? lane.birth->step : lane.birth->ns))
                      : first;
}

double lifeEndOf(const Lane& lane, bool isSteps, double now) {
    return lane.end ? static_cast<double>(isSteps ? lane.end->step : lane.end->ns) : now;
}

}  // namespace

void WaitBins::add(WaitKind kind, std::int64_t length) {
    ++m_bins[static_cast<std::size_t>(kind)][binOf(length)];
}

std::size_t WaitBins::in(std::size_t bin) const {
    std::size_t all = 0;
    for (const auto& ofKind : m_bins)
        all += ofKind[bin];
    return all;
}

std::int64_t WaitBins::leastOf(std::size_t bin) const {
    if (m_isSteps)
        return std::int64_t{1} << std::min<std::size_t>(bin, 62);
    constexpr std::array<std::int64_t, 3> firsts{1, 2, 5};
    std::int64_t least = firsts[bin % 3];
    for (std::size_t decade = 0; decade < bin / 3; ++decade)
        least *= 10;
    return least;
}

std::size_t WaitBins::binOf(std::int64_t length) const {
    if (m_isSteps)
        return std::min<std::size_t>(
                   count, std::bit_width(static_cast<std::uint64_t>(std::max<std::int64_t>(length, 1)))) -
               1;
    std::size_t bin = 0;
    while (bin + 1 < count && leastOf(bin + 1) <= length)
        ++bin;
    return bin;
}

RangeCount::RangeCount(const TraceModel& model, const Stretch& stretch)
    : m_model(model), m_now(static_cast<double>(stretch.isSteps ? model.steps() : model.lengthNs())),
      m_firstChunk(model.size() / Chunk::capacity) {
    m_sums.stretch = stretch;
    m_sums.waits = WaitBins(stretch.isSteps);
    for (std::size_t lane = 0; lane < model.lanes().size(); ++lane)
        if (model.lanes()[lane].kind == LaneKind::worker && model.lanes()[lane].shownFrom == Depth::program)
            begin(lane);
    m_chunk = m_firstChunk = std::min(m_firstChunk, m_endChunk);
}

// What only touches the stretch is not in it.
void RangeCount::begin(std::size_t number) {
    const Lane& lane = m_model.lanes()[number];
    const Stretch& stretch = m_sums.stretch;
    const double inside = stretch.isSteps ? 1e-3 : 0.5;
    const double after = stretch.from > 0 ? stretch.from + inside : 0,
                 before = stretch.to < m_now ? stretch.to - inside : stretch.to;
    const auto places = [&](const Bar& bar) { return placesOf(bar, stretch.isSteps, m_now); };
    const auto first = std::partition_point(lane.bars.begin(), lane.bars.end(),
                                            [&](const Bar& bar) { return places(bar).end < after; });
    const auto last = std::partition_point(first, lane.bars.end(),
                                           [&](const Bar& bar) { return places(bar).begin <= before; });
    Walk walk;
    walk.lane = number;
    walk.next = static_cast<std::size_t>(first - lane.bars.begin());
    walk.end = static_cast<std::size_t>(last - lane.bars.begin());
    const double begin = lifeBeginOf(lane, stretch.isSteps, m_now);
    walk.lifeEnd = lifeEndOf(lane, stretch.isSteps, m_now);
    walk.reached = std::max(begin, stretch.from);
    const PackedRow<HeldStretch>& stretches = lane.held.on(stretch.isSteps);
    const auto held = std::partition_point(stretches.begin(), stretches.end(), [&](const HeldStretch& each) {
        return static_cast<double>(each.to) <= walk.reached;
    });
    walk.held = static_cast<std::size_t>(held - stretches.begin());
    m_walks.push_back(walk);
    m_sums.workers.push_back({number, walk.end - walk.next, within(begin, walk.lifeEnd), {}});
    m_sums.operations.all += walk.end - walk.next;
    if (walk.next == walk.end)
        return;
    if (const Bar bar = *(last - 1); bar.isOpen() || places(bar).end > stretch.to + inside)
        ++m_sums.operations.unfinished;
    m_firstChunk = std::min(m_firstChunk, first->event / Chunk::capacity);
    m_endChunk = std::max(m_endChunk, (last - 1)->event / Chunk::capacity + 1);
}

// A chunk of the trace and what all lanes have in it: so each is fetched once, wherever it lies.
bool RangeCount::read() {
    const bool isLast = m_chunk + 1 >= m_endChunk;
    m_held = m_chunk < m_endChunk ? m_model.trace()->chunk(m_chunk) : nullptr;
    for (std::size_t i = 0; i < m_walks.size(); ++i) {
        Walk& walk = m_walks[i];
        const PackedRow<Bar>& bars = m_model.lanes()[walk.lane].bars;
        while (walk.next < walk.end && (isLast || bars[walk.next].event / Chunk::capacity <= m_chunk))
            take(bars[walk.next++], walk, m_sums.workers[i]);
        if (isLast)
            takeLine(walk, walk.lifeEnd, m_sums.workers[i]);
    }
    m_held.reset();
    m_chunk = std::min(m_chunk + 1, m_endChunk);
    return !isLast;
}

double RangeCount::progress() const {
    if (m_endChunk <= m_firstChunk)
        return 1;
    return static_cast<double>(m_chunk - m_firstChunk) / static_cast<double>(m_endChunk - m_firstChunk);
}

void RangeCount::take(const Bar& bar, Walk& walk, RangeSums::OfWorker& sum) {
    const Places places = placesOf(bar, m_sums.stretch.isSteps, m_now);
    const ObjectId object = objectOf(bar.event);
    takeLine(walk, places.begin, sum);
    if (bar.hasWaited())
        takeWait(bar, object, places.begin, places.doneFrom, sum);
    if (!bar.isOpen() && places.end <= m_sums.stretch.to && !object.isNone() && !saysNothingOfUse(bar.op))
        takeUse(bar, object, walk);
    spend(sum, Share::done, within(std::max(places.doneFrom, walk.reached), places.end));
    walk.reached = std::max(walk.reached, places.end);
}

void RangeCount::takeUse(const Bar& bar, ObjectId object, Walk& walk) const {
    RangeSums::Use& use = walk.uses.try_emplace(object, RangeSums::Use{object, walk.lane}).first->second;
    ++use.operations;
    use.lastEvent = bar.event;
}

void RangeCount::takeWait(const Bar& bar, ObjectId object, double from, double to, RangeSums::OfWorker& sum) {
    const WaitKind kind = waitKindOf(bar.op);
    const double waited = within(from, to);
    const auto inside = static_cast<std::int64_t>(waited);
    spend(sum, shareOf(kind), waited);
    m_sums.waits.add(kind, inside);
    if (kind == WaitKind::sleep)
        return;
    if (inside > sum.longest) {
        sum.longest = inside;
        sum.longestEvent = bar.event;
    }
    if (object.isNone())
        return;
    RangeSums::OfObject& of = m_objects.try_emplace(object, RangeSums::OfObject{object}).first->second;
    ++of.waits;
    of.waited += waited;
    of.lastEvent = std::max(of.lastEvent, bar.event);
    if (of.waits == 1 || inside > of.longest) {
        of.longest = inside;
        of.longestEvent = bar.event;
    }
}

// Between operations it stands at its gate, or runs.
void RangeCount::takeLine(Walk& walk, double to, RangeSums::OfWorker& sum) {
    if (to <= walk.reached)
        return;
    double held = 0;
    const PackedRow<HeldStretch>& stretches = m_model.lanes()[walk.lane].held.on(m_sums.stretch.isSteps);
    while (walk.held < stretches.size()) {
        const HeldStretch next = stretches[walk.held];
        const double from = static_cast<double>(next.from), end = static_cast<double>(next.to);
        held += within(std::max(from, walk.reached), std::min(end, to));
        if (end > to)
            break;  // it reaches into what comes next
        ++walk.held;
    }
    const double served = std::min(waitedToServe(walk, to), within(walk.reached, to) - held);
    spend(sum, Share::held, held);
    spend(sum, Share::waits, served);
    spend(sum, Share::running, within(walk.reached, to) - held - served);
    walk.reached = to;
}

// Whose process is a manager's waits for whoever connects, though the program does not tell it to.
double RangeCount::waitedToServe(const Walk& walk, double to) const {
    const PackedRow<Bar>& bars = m_model.lanes()[walk.lane].nested.front().bars;
    const auto places = [&](const Bar& bar) { return placesOf(bar, m_sums.stretch.isSteps, m_now); };
    double waited = 0;
    for (auto bar = std::partition_point(bars.begin(), bars.end(),
                                         [&](const Bar& each) { return places(each).end <= walk.reached; });
         bar != bars.end() && places(*bar).begin < to; ++bar)
        if (bar->op == Op::managerAccept)
            waited += within(std::max(places(*bar).begin, walk.reached), std::min(places(*bar).doneFrom, to));
    return waited;
}

ObjectId RangeCount::objectOf(std::size_t event) const {
    if (m_held && event / Chunk::capacity == m_chunk)
        return m_held->event(event % Chunk::capacity).object;
    return m_model.trace()->event(event).object;
}

double RangeCount::within(double from, double to) const {
    return std::max(0.0, std::min(to, m_sums.stretch.to) - std::max(from, m_sums.stretch.from));
}

RangeSums RangeCount::sums() const {
    RangeSums sums = m_sums;
    for (const auto& [id, of] : m_objects)
        sums.objects.push_back(of);
    std::stable_sort(sums.objects.begin(), sums.objects.end(),
                     [](const auto& a, const auto& b) { return a.waited > b.waited; });
    for (const Walk& walk : m_walks)
        for (const auto& [id, use] : walk.uses)
            sums.uses.push_back(use);
    std::sort(sums.uses.begin(), sums.uses.end(), [](const auto& a, const auto& b) {
        return std::pair(a.object, a.lane) < std::pair(b.object, b.lane);
    });
    return sums;
}

}  // namespace heddle
