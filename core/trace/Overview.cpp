// SPDX-License-Identifier: MIT
#include "core/trace/Overview.h"

#include "core/trace/FileLayout.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace heddle {

namespace {

constexpr std::size_t mostMarks = 2048;  // of a worker on an axis: finer than a screen

void encode(const Density& density, ByteWriter& to) {
    const Density::Digest digest = density.digest(mostMarks);
    to.number(digest.spans);
    to.number(digest.row);
    to.number(digest.marks.size());
    Density::Mark before;
    for (const Density::Mark& mark : digest.marks) {
        to.number(static_cast<std::uint64_t>(mark.end - before.end));
        to.number(static_cast<std::uint64_t>(mark.waited - before.waited));
        to.byte(mark.kind);
        before = mark;
    }
}

bool decode(ByteReader& from, Density& into) {
    Density::Digest digest;
    digest.spans = from.number();
    digest.row = from.number();
    const std::uint64_t count = from.number();
    if (!from.ok() || count > mostMarks + 1 || digest.row > Density::rowsAtMost)
        return false;
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    std::uint64_t end = 0, waited = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        end += from.number();
        waited += from.number();
        const std::uint8_t kind = from.byte();
        if (!from.ok() || end > most || waited > most || kind > static_cast<std::uint8_t>(WaitKind::last))
            return false;
        digest.marks.push_back({static_cast<std::int64_t>(end), static_cast<std::int64_t>(waited), kind});
    }
    return into.restore(digest);
}

// A trace may tell anything of its times.
std::int64_t between(std::int64_t from, std::int64_t to, std::int64_t atMost) {
    const std::uint64_t length = static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
    return static_cast<std::int64_t>(std::min(length, static_cast<std::uint64_t>(atMost)));
}

}  // namespace

void Overview::read(const Event& event) {
    if (!event.isStep())
        return;
    ++m_steps;
    Sums& sums = m_sums[event.worker];
    if (sums.op == Op::none) {
        sums.op = event.op;
        sums.firstStep = m_steps;
        sums.startNs = event.start;
    }
    if (event.phase != Phase::done && event.phase != Phase::failed)
        return;
    const std::int64_t endNs = std::max(event.end, sums.startNs);
    if (m_steps != sums.firstStep) {
        sums.waitedSteps += m_steps - sums.firstStep;
        sums.waitedNs +=
            between(sums.startNs, endNs, std::numeric_limits<std::int64_t>::max() - sums.waitedNs);
        sums.lastWait = waitKindOf(sums.op);
    }
    const auto kind = static_cast<std::uint8_t>(sums.lastWait);
    WorkerOverview& worker = m_workers[event.worker];
    worker.bySteps.append({m_steps, sums.waitedSteps, kind});
    worker.byTime.append({endNs, sums.waitedNs, kind});
    sums.op = Op::none;
}

void encode(WorkerId worker, const WorkerOverview& overview, ByteWriter& to) {
    to.number(worker.number);
    encode(overview.bySteps, to);
    encode(overview.byTime, to);
}

bool decodeOverview(std::span<const std::byte> bytes, Overview& into) {
    ByteReader from(bytes);
    while (!from.atEnd()) {
        const std::uint64_t number = from.number();
        WorkerOverview overview;
        if (number > idAtMost || !decode(from, overview.bySteps) || !decode(from, overview.byTime))
            return false;
        into.add(WorkerId{static_cast<std::uint32_t>(number)}, std::move(overview));
    }
    return from.ok();
}

}  // namespace heddle
