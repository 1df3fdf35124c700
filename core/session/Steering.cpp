// SPDX-License-Identifier: MIT
#include "core/session/Steering.h"

#include "core/trace/Names.h"

#include <chrono>
#include <utility>

namespace heddle {
namespace {

std::string nameOf(WorkerId id, const Names& names) {
    const WorkerInfo* worker = names.worker(id);
    return worker ? worker->path : "worker " + std::to_string(id.number);
}

bool areSame(const Choices& a, const Choices& b) {
    return a.isToChoose == b.isToChoose && a.isOver == b.isOver && a.choosing == b.choosing &&
           a.operationsPerSecond == b.operationsPerSecond && a.workers == b.workers && a.hit == b.hit &&
           a.step == b.step && a.events == b.events && a.isFollowing == b.isFollowing &&
           a.followed == b.followed;
}

}  // namespace

Result<void> Steering::order(const std::function<void(Orders&)>& write) {
    if (m_choices.isOver)
        return failure("the run has ended");
    write(m_orders);
    m_hasOrders.store(true, std::memory_order_release);  // partner: hasOrders
    if (m_poke)
        m_poke();
    return {};
}

std::optional<std::string> Steering::whyNobodyIsLet() const {
    if (m_choices.isOver)
        return "the run has ended";
    if (!m_choices.isStepped())
        return "the run is not stepped just now";
    if (!m_choices.isToChoose)
        return "whoever was let go last is not back at its gate yet";
    return std::nullopt;
}

Result<void> Steering::isLet(const std::function<void(Orders&)>& write) {
    m_choices.isToChoose = false;  // one at a time
    m_choices.hit.reset();
    changed();
    return order(write);
}

Result<void> Steering::let(WorkerId worker, const Names& names) {
    const Locked guard{m_lock};
    if (const auto why = whyNobodyIsLet())
        return failure(*why);
    const WorkerChoice* choice = m_choices.of(worker);
    if (choice == nullptr)
        return failure(nameOf(worker, names) + " is not there just now");
    if (!choice->canBeChosen())
        return failure(nameOf(worker, names) + " cannot be chosen just now");  // why: obstacle()
    return isLet([&](Orders& orders) { orders.let = worker; });
}

Result<void> Steering::letNext() {
    const Locked guard{m_lock};
    if (const auto why = whyNobodyIsLet())
        return failure(*why);
    if (!m_choices.isChoosingItself())
        return failure("the run is stepped by hand: nobody says who is next");
    return isLet([](Orders& orders) { orders.isNextLet = true; });
}

Result<void> Steering::setChoosing(const Choosing& choosing, std::optional<double> operationsPerSecond) {
    const Locked guard{m_lock};
    m_choices.isToChoose = false;
    changed();
    return order([&](Orders& orders) { orders.choose = Orders::Choose{choosing, operationsPerSecond}; });
}

Result<void> Steering::setBreakpoints(std::vector<Breakpoint> breakpoints) {
    const Locked guard{m_lock};
    return order([&](Orders& orders) { orders.breakpoints = std::move(breakpoints); });
}

Choices Steering::choices() const {
    const Locked guard{m_lock};
    return m_choices;
}

Choices Steering::awaitChange(std::uint64_t seen, Span atMost) const {
    const auto until = std::chrono::steady_clock::now() + std::chrono::nanoseconds(atMost.ns);
    const Locked guard{m_lock};
    while (m_choices.version == seen && m_bell.wait_until(m_lock, until) == std::cv_status::no_timeout) {
    }
    return m_choices;
}

void Steering::begin(std::function<void()> poke) {
    const Locked guard{m_lock};
    m_poke = std::move(poke);
}

Orders Steering::take() {
    const Locked guard{m_lock};
    m_hasOrders.store(false, std::memory_order_relaxed);
    return std::exchange(m_orders, {});
}

void Steering::publish(Choices choices) {
    const Locked guard{m_lock};
    const bool isOvertaken =
        m_orders.let || m_orders.isNextLet || m_orders.choose;  // an order came since it was looked
    if (m_choices.isOver || isOvertaken || areSame(choices, m_choices))
        return;
    choices.version = m_choices.version;
    m_choices = std::move(choices);
    changed();
}

void Steering::end() {
    const Locked guard{m_lock};
    m_choices.isOver = true;
    m_choices.isToChoose = false;
    m_poke = nullptr;
    changed();
}

void Steering::changed() {
    ++m_choices.version;
    m_bell.notify_all();
}

}  // namespace heddle
