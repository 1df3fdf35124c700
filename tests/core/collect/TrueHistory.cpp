// SPDX-License-Identifier: MIT
#include "tests/core/collect/TrueHistory.h"

#include <algorithm>
#include <limits>

namespace heddle {
namespace {

constexpr std::int64_t endOfTime = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t mostToys = 6;

std::string say(const Event& event) {
    return std::string(nameOf(event.op)) + " " + std::to_string(event.operation) + " of worker " +
           std::to_string(event.worker.number) + " on object " + std::to_string(event.object.number) +
           " order " + std::to_string(event.order);
}

}  // namespace

TrueHistory::TrueHistory(std::vector<std::uint32_t> script, Kinds kinds)
    : m_script(std::move(script)), m_kinds(kinds) {
    for (std::uint32_t object = 1; object <= m_lastObject; ++object)
        m_merger.edges().define({object}, 0);
    addToy({});
    addToy({});
}

std::uint32_t TrueHistory::choose(std::uint32_t ways) {
    return isOver() ? 0 : m_script[m_at++] % ways;
}

TrueHistory::Toy& TrueHistory::addToy(ObjectId handle) {
    auto toy = std::make_unique<Toy>();
    toy->id = {static_cast<std::uint32_t>(m_toys.size() + 1)};
    toy->handle = handle;
    m_toys.push_back(std::move(toy));
    Toy& added = *m_toys.back();
    const auto begin = called(added, Op::processBegin, handle, 0);
    added.plan.push_back([this, &added, begin] { publish(added, *begin); });
    added.plan.push_back([&added] { added.intent = {}; });
    return added;
}

void TrueHistory::run() {
    while (!isOver()) {
        ++m_ticks;
        const std::uint32_t who = choose(static_cast<std::uint32_t>(m_toys.size()) + 3);
        if (who < m_toys.size())
            stepWorker(*m_toys[who]);
        else
            stepCollector();
        if (m_kinds.killsWorkers && choose(60) == 1)
            m_toys[choose(static_cast<std::uint32_t>(m_toys.size()))]->isDead = true;
    }
    while (!m_round.empty())
        stepCollector();
    for (const auto& toy : m_toys) {
        while (!toy->isDead && !toy->plan.empty())
            stepWorker(*toy);
        toy->isDead = true;
    }
    for (int rounds = 0; rounds < 4; ++rounds) {
        planRound(endOfTime);
        while (!m_round.empty())
            stepCollector();
    }
}

void TrueHistory::stepWorker(Toy& toy) {
    if (toy.isDead || (toy.hasEnded && toy.plan.empty()))
        return;
    if (toy.plan.empty())
        planOperation(toy);
    if (toy.plan.empty())
        return;
    const auto step = toy.plan.front();
    toy.plan.pop_front();
    step();
}

void TrueHistory::planOperation(Toy& toy) {
    const ObjectId shared{1 + choose(3)};
    switch (choose(10)) {
    case 0:
        return planStart(toy);
    case 1:
        return planJoin(toy);
    case 2:
        return planNested(toy);
    case 3:
        return planWait(toy);
    case 4:
        return choose(6) == 1 ? planEnd(toy) : planPlain(toy, Op::queueTaskDone, shared);
    case 5:
    case 6:
        return planPlain(toy, Op::queuePut, shared);
    case 7:
    case 8:
        return planPlain(toy, Op::queueGet, shared);
    default:
        return planPlain(toy, Op::mutexAcquire, shared);
    }
}

std::shared_ptr<Event> TrueHistory::called(Toy& toy, Op op, ObjectId object, std::uint32_t parent) {
    auto event = std::make_shared<Event>();
    event->start = event->end = m_ticks;
    event->worker = toy.id;
    event->object = object;
    event->operation = ++toy.operations;
    event->parent = parent;
    event->op = op;
    if (op == Op::queuePut)
        event->message = {static_cast<std::uint64_t>(toy.id.number) << 32 | ++toy.messages};
    toy.intent.operation = event->operation;
    toy.intent.parent = parent;
    toy.intent.object = object;
    toy.intent.op = op;
    toy.intent.message = event->message;
    return event;
}

void TrueHistory::takeEffect(Toy& toy, Event& event) {
    Thing& thing = m_things[event.object];
    if (event.op == Op::queueGet) {
        if (thing.messages.empty()) {
            event.phase = Phase::failed;
            event.outcome = Outcome::empty;
            return;
        }
        event.message = thing.messages.front();
        thing.messages.pop_front();
    } else if (event.op == Op::queuePut) {
        thing.messages.push_back(event.message);
    }
    event.order = ++thing.count;
    toy.state = SlotState::running;
}

void TrueHistory::publish(Toy& toy, const Event& event) {
    if (m_kinds.losesRecords && choose(8) == 1)
        return;
    toy.ring.push_back(event);
    m_delivered.push_back(event);
}

// The stamp is taken before the effect or after it, so that time alone gives wrong orders.
void TrueHistory::planPlain(Toy& toy, Op op, ObjectId object) {
    const auto event = called(toy, op, object, 0);
    const bool stampsFirst = choose(2) == 0;
    const auto stamp = [this, event] { event->end = m_ticks; };
    const auto effect = [this, &toy, event] { takeEffect(toy, *event); };
    if (stampsFirst)
        toy.plan.push_back(stamp);
    toy.plan.push_back(effect);
    if (!stampsFirst)
        toy.plan.push_back(stamp);
    toy.plan.push_back([this, &toy, event] { publish(toy, *event); });
    toy.plan.push_back([&toy] { toy.intent = {}; });
}

// An operation on a shared object that has its effect, then calls another on a private one, then is
// published.
void TrueHistory::planNested(Toy& toy) {
    const auto outer = called(toy, Op::mutexRelease, {1 + choose(3)}, 0);
    const IntentNow outerIntent = toy.intent;
    const ObjectId own{1000 + toy.id.number};
    m_merger.edges().define(own, 0);
    toy.plan.push_back([this, &toy, outer] { takeEffect(toy, *outer); });
    toy.plan.push_back([this, &toy, outer, own, outerIntent] {
        const auto inner = called(toy, Op::sharedStore, own, outer->operation);
        toy.plan.push_front([&toy, outerIntent] { toy.intent = outerIntent; });
        toy.plan.push_front([this, &toy, inner] { publish(toy, *inner); });
        toy.plan.push_front([this, &toy, inner] { takeEffect(toy, *inner); });
    });
    toy.plan.push_back([this, &toy, outer] { publish(toy, *outer); });
    toy.plan.push_back([&toy] { toy.intent = {}; });
}

// An operation that gets in line, sleeps, and goes on.
void TrueHistory::planWait(Toy& toy) {
    const auto event = called(toy, Op::mutexAcquire, {1 + choose(3)}, 0);
    toy.plan.push_back([this, &toy, event] { takeEffect(toy, *event); });
    toy.plan.push_back([this, &toy, event] {
        Event waits = *event;
        waits.phase = Phase::waits;
        publish(toy, waits);
    });
    toy.plan.push_back([&toy] { toy.state = SlotState::waiting; });
    toy.plan.push_back([&toy] { toy.state = SlotState::running; });
    toy.plan.push_back([this, &toy, event] { takeEffect(toy, *event); });
    toy.plan.push_back([this, &toy, event] { publish(toy, *event); });
    toy.plan.push_back([&toy] { toy.intent = {}; });
}

void TrueHistory::planStart(Toy& toy) {
    if (m_toys.size() >= mostToys)
        return;
    const ObjectId handle{++m_lastObject};
    m_merger.edges().define(handle, 0);
    const auto event = called(toy, Op::processStart, handle, 0);
    toy.plan.push_back([this, &toy, event, handle] {
        if (m_toys.size() >= mostToys) {
            event->phase = Phase::failed;
            return;
        }
        m_merger.edges().defineHandle(handle, addToy(handle).id);
    });
    toy.plan.push_back([this, &toy, event] { publish(toy, *event); });
    toy.plan.push_back([&toy] { toy.intent = {}; });
}

void TrueHistory::planJoin(Toy& toy) {
    const Toy& other = *m_toys[choose(static_cast<std::uint32_t>(m_toys.size()))];
    if (other.handle.isNone() || &other == &toy || !(other.isDead || (other.hasEnded && other.plan.empty())))
        return;
    const auto event = called(toy, Op::processJoin, other.handle, 0);
    toy.plan.push_back([this, &toy, event] { publish(toy, *event); });
    toy.plan.push_back([&toy] { toy.intent = {}; });
}

void TrueHistory::planEnd(Toy& toy) {
    toy.hasEnded = true;
    const auto event = called(toy, Op::processEnd, toy.handle, 0);
    toy.plan.push_back([this, &toy, event] { publish(toy, *event); });
    toy.plan.push_back([&toy] { toy.intent = {}; });
    toy.plan.push_back([&toy] { toy.state = SlotState::ended; });
}

void TrueHistory::stepCollector() {
    if (m_round.empty())
        planRound(m_ticks);
    const auto step = m_round.front();
    m_round.pop_front();
    step();
}

// The collector does not see all workers at once either: each look and each drain is a step of its own.
void TrueHistory::planRound(std::int64_t horizonTicks) {
    if (m_merger.wantsSample()) {
        m_round.push_back([this] {
            m_merger.beginSample();
            for (std::size_t i = m_toys.size(); i-- > 0;)
                m_round.push_front([this, i] { sample(*m_toys[i]); });
        });
    }
    m_round.push_back([this, horizonTicks] {
        m_round.push_front([this, horizonTicks] { merge(horizonTicks); });
        for (std::size_t i = m_toys.size(); i-- > 0;)
            m_round.push_front([this, i] { drain(*m_toys[i]); });
    });
}

void TrueHistory::sample(Toy& toy) {
    if (toy.isBuried)
        return;
    if (!toy.lane)
        toy.lane = &m_merger.open(toy.id);
    m_merger.sample(*toy.lane, toy.state, toy.intent);
}

void TrueHistory::drain(Toy& toy) {
    if (toy.isBuried)
        return;
    if (!toy.lane)
        toy.lane = &m_merger.open(toy.id);
    const bool isDead = toy.isDead;
    std::vector<Event>& inbox = m_merger.inbox(*toy.lane);
    inbox.insert(inbox.end(), toy.ring.begin(), toy.ring.end());
    toy.ring.clear();
    m_merger.arrived(*toy.lane);
    if (isDead && choose(3) == 0)
        bury(toy);
}

void TrueHistory::bury(Toy& toy) {
    toy.isBuried = true;
    const auto add = [&](const Event& event) {
        m_merger.inbox(*toy.lane).push_back(event);
        m_merger.arrived(*toy.lane);
        m_delivered.push_back(event);
    };
    Event made;
    made.start = made.end = m_ticks;
    made.worker = toy.id;
    made.flags = Event::madeByCollector;
    made.phase = Phase::failed;
    made.outcome = Outcome::killed;
    made.op = toy.intent.op;
    made.object = toy.intent.object;
    made.message = toy.intent.message;
    made.operation = toy.intent.operation;
    const bool toldOver = std::ranges::any_of(m_delivered, [&](const Event& event) {
        return event.worker == toy.id && event.operation == toy.intent.operation &&
               event.phase != Phase::waits;
    });
    if (!toy.intent.isIdle() && toy.intent.op != Op::processEnd && !toldOver)
        add(made);
    const bool toldEnd = std::ranges::any_of(m_delivered, [&](const Event& event) {
        return event.worker == toy.id && event.op == Op::processEnd;
    });
    made.phase = Phase::done;
    made.op = Op::processEnd;
    made.object = toy.handle;
    made.message = {};
    made.operation = 0;
    if (!toldEnd)
        add(made);
    m_merger.close(*toy.lane);
}

void TrueHistory::merge(std::int64_t horizonTicks) {
    do {
        while (const std::optional<Merged> merged = m_merger.next(horizonTicks))
            m_merged.push_back(*merged->event);
    } while (m_merger.closeGaps(Gaps::Patience::waitForWriters));
}

std::string TrueHistory::fault() const {
    for (const auto& fault : {faultOfDelivery(), faultOfOrders(), faultOfMessages(), faultOfHandles()})
        if (!fault.empty())
            return fault;
    return {};
}

std::string TrueHistory::faultOfDelivery() const {
    if (m_merged.size() != m_delivered.size())
        return std::to_string(m_delivered.size()) + " were delivered, " + std::to_string(m_merged.size()) +
               " came out";
    for (const auto& toy : m_toys) {
        std::vector<std::pair<std::uint32_t, Phase>> in, out;
        for (const Event& event : m_delivered)
            if (event.worker == toy->id)
                in.emplace_back(event.operation, event.phase);
        for (const Event& event : m_merged)
            if (event.worker == toy->id)
                out.emplace_back(event.operation, event.phase);
        if (in != out)
            return "worker " + std::to_string(toy->id.number) + " has another order than its ring";
    }
    return {};
}

std::string TrueHistory::faultOfOrders() const {
    std::map<ObjectId, std::uint32_t> last;
    for (const Event& event : m_merged)
        if (event.order != 0 && std::exchange(last[event.object], event.order) >= event.order)
            return say(event) + " came too late";
    return {};
}

// A message has one number, from its send to its receive, and the numbers count 1, 2, 3.
std::string TrueHistory::faultOfMessages() const {
    std::map<std::pair<WorkerId, std::uint32_t>, MessageId> ringMessage;
    for (const Event& event : m_delivered)
        if (sendsMessage(event.op) || receivesMessage(event.op))
            ringMessage[{event.worker, event.operation}] = event.message;
    std::map<MessageId, std::uint64_t> numbers;
    std::uint64_t last = 0;
    for (const Event& event : m_merged) {
        const auto found = ringMessage.find({event.worker, event.operation});
        if (found == ringMessage.end() || found->second.isNone())
            continue;
        const auto [number, isNew] = numbers.try_emplace(found->second, event.message.number);
        if (isNew && event.message.number != ++last)
            return say(event) + " has message " + std::to_string(event.message.number);
        if (!isNew && (sendsMessage(event.op) || number->second != event.message.number))
            return say(event) + " does not follow its message";
    }
    return {};
}

std::string TrueHistory::faultOfHandles() const {
    std::set<ObjectId> begun, joined;
    for (const Event& event : m_merged) {
        if (event.op == Op::processBegin)
            begun.insert(event.object);
        if (event.op == Op::processJoin &&
            event.phase == Phase::done)  // who was killed in it waited for nothing
            joined.insert(event.object);
        const bool hasStarted =
            event.op == Op::processStart && (event.phase == Phase::done || event.outcome == Outcome::killed);
        if (hasStarted && begun.contains(event.object))
            return say(event) + " came after the begin";
        if (event.op == Op::processEnd && !event.object.isNone() && joined.contains(event.object))
            return say(event) + " came after the join";
    }
    return {};
}

}  // namespace heddle
