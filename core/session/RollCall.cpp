// SPDX-License-Identifier: MIT
#include "core/session/RollCall.h"

#include "core/gate/GateKeeper.h"
#include "core/session/Engine.h"

#include <algorithm>

namespace heddle {

bool RollCall::isStill(const SlotView& slot) {
    const SlotState state = slot.state();
    return state == SlotState::empty || state == SlotState::ended || GateKeeper::stands(slot.raw()) ||
           slot.sleepsInKernel();
}

std::vector<Away> RollCall::away() const {
    std::vector<Away> all;
    for (const auto& segment : m_engine.collector().segments()) {
        if (m_engine.isDead(segment->process()))
            continue;
        for (const SlotView slot : segment->slots()) {
            if (isStill(slot))
                continue;
            const auto intent = slot.intent();
            const bool starts = intent && !intent->isIdle() &&
                                (intent->op == Op::threadStart || intent->op == Op::processStart);
            all.push_back({slot.worker(), segment->pid(), starts});
        }
    }
    return all;
}

bool RollCall::isAnyRingFull() const {
    for (const auto& segment : m_engine.collector().segments())
        for (const SlotView slot : segment->slots())
            if (!m_engine.isDead(segment->process()) && slot.waitsForRoom())
                return true;
    return false;
}

bool RollCall::anySleepsInKernel() const {
    for (const auto& segment : m_engine.collector().segments())
        for (const SlotView slot : segment->slots())
            if (!m_engine.isDead(segment->process()) && slot.sleepsInKernel())
                return true;
    return false;
}

void RollCall::wakeParked() const {
    for (const auto& segment : m_engine.collector().segments())
        for (const SlotView slot : segment->slots())
            if (!m_engine.isDead(segment->process()))
                GateKeeper::wakeParked(slot.raw());
}

std::vector<Standing> RollCall::standing() const {
    std::vector<Standing> all;
    all.reserve(8);
    for (const auto& segment : m_engine.collector().segments()) {
        if (m_engine.isDead(segment->process()))
            continue;
        for (const SlotView slot : segment->slots()) {
            if (!GateKeeper::stands(slot.raw()))
                continue;
            if (const auto intent = slot.intent())
                all.push_back({slot, *intent, slot.state(), segment->process(), slot.worker()});
        }
    }
    std::ranges::sort(all, {}, &Standing::worker);
    return all;
}

}  // namespace heddle
