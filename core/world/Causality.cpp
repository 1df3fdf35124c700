// SPDX-License-Identifier: MIT
#include "core/world/Causality.h"

#include "core/base/Check.h"
#include "core/world/HearEach.h"

#include <algorithm>
#include <utility>

namespace heddle {
namespace {

constexpr std::uint32_t mostNumbers = 1u << 20;  // of workers; what is beyond is no true trace's

}  // namespace

Causality::Causality(std::shared_ptr<const Trace> trace, std::size_t event)
    : m_trace(std::move(trace)), m_event(event) {
    HEDDLE_CHECK(event < m_trace->size());
    m_worker = m_trace->event(event).worker;
}

bool Causality::read(std::size_t atMost) {
    const std::size_t until = m_heard + std::min(m_trace->size() - m_heard, atMost);
    m_heard = hearEach(*m_trace, m_heard, until, [this](const Told& told) { hear(told); });
    return m_heard < m_trace->size();
}

void Causality::hear(const Told& told) {
    m_clocks.hearMessage(told);
    m_clocks.arrive(told);
    const std::uint32_t worker = told.event.worker.number;
    if (told.index < m_event) {
        note(told);
    } else if (told.index == m_event) {
        lookBack();
    } else if (worker < mostNumbers && afterBegin(told.event.worker) == never &&
               m_clocks.knows(told.event.worker, m_worker, m_count)) {
        if (worker >= m_afterBegin.size())
            m_afterBegin.resize(worker + 1, never);
        m_afterBegin[worker] = told.index;
    }
    m_clocks.leave(told);
    if (told.index >= m_event && m_clocks.isTimeToForget())
        m_clocks.forgetEndedBut({m_worker});
}

// Between two counts of a worker nobody can tell its events apart.
void Causality::note(const Told& told) {
    const std::uint32_t worker = told.event.worker.number, count = m_clocks.now(told.event.worker);
    if (worker >= mostNumbers)
        return;
    if (worker >= m_lastOf.size())
        m_lastOf.resize(worker + 1);
    std::vector<std::size_t>& last = m_lastOf[worker];
    if (count >= last.size())
        last.resize(count + 1, last.empty() ? 0 : last.back());
    last[count] = told.index + 1;
}

void Causality::lookBack() {
    m_count = m_clocks.now(m_worker);
    m_beforeEnd.resize(m_lastOf.size());
    for (std::uint32_t worker = 0; worker < m_lastOf.size(); ++worker) {
        const std::vector<std::size_t>& last = m_lastOf[worker];
        std::size_t least = 0, most = last.size();  // it knows of all counts below `least`
        while (least < most) {
            const std::size_t middle = least + (most - least) / 2;
            const bool knows = m_clocks.knows(m_worker, {worker}, static_cast<std::uint32_t>(middle));
            (knows ? least : most) = knows ? middle + 1 : middle;
        }
        m_beforeEnd[worker] = least == 0 ? 0 : last[least - 1];
    }
    m_lastOf = {};
    const std::size_t own = m_worker.number;
    if (own >= mostNumbers)
        return;
    m_beforeEnd.resize(std::max(m_beforeEnd.size(), own + 1));
    m_afterBegin.resize(std::max(m_afterBegin.size(), own + 1), never);
    m_beforeEnd[own] = m_event;
    m_afterBegin[own] = m_event + 1;
}

std::size_t Causality::beforeEnd(WorkerId worker) const {
    return worker.number < m_beforeEnd.size() ? m_beforeEnd[worker.number] : 0;
}

std::size_t Causality::afterBegin(WorkerId worker) const {
    return worker.number < m_afterBegin.size() ? m_afterBegin[worker.number] : never;
}

Causality::Relation Causality::of(std::size_t index) const {
    if (index == m_event)
        return Relation::itself;
    const WorkerId worker = m_trace->event(index).worker;
    return index < beforeEnd(worker)     ? Relation::before
           : index >= afterBegin(worker) ? Relation::after
                                         : Relation::concurrent;
}

}  // namespace heddle
