// SPDX-License-Identifier: MIT
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceBuilder.h"

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

namespace heddle {
namespace {

struct Item {
    MessageId message;
    std::int64_t number = 0;
    bool isSentinel = false;
};

// What an actor does next.
enum class Act {
    start,
    put,
    join,
    putSentinel,
    joinThread,
    begin,
    get,
    sleep,
    wake,
    print,
    taskDone,
    end,
    gone
};

struct Actor {
    WorkerId id = {};
    Act next = Act::begin;
    Instant readyAt = {};
    bool isBlocked = false;  // it waits, and nobody has woken it
    bool waits = false;      // it has told that it waits
    int done = 0;            // main: how many of `next` are behind it
    Item item = {};
};

// A small simulation: whoever is ready first acts first.
class Toy {
public:
    explicit Toy(const ToyRun& run);
    std::shared_ptr<Trace> play();

private:
    void act(Actor& actor);
    void actAsMain();
    void actAsThread(Actor& actor);
    void put(bool isSentinel);
    void get(Actor& actor);
    void work(Actor& actor);
    void joinQueue();
    void joinThread();
    void wait(Actor& actor, std::deque<Actor*>& line);
    void wakeFirst(std::deque<Actor*>& line);
    void tell(Actor& actor, Telling telling, int line);
    std::int64_t about(std::int64_t ns);  // give or take a half

    ToyRun m_run;
    TraceBuilder m_builder;
    std::deque<Actor> m_actors;  // main first
    ObjectId m_queue, m_output, m_clock;
    std::vector<SiteId> m_sites;
    std::deque<Item> m_items;
    std::deque<Actor*> m_getters, m_putters, m_joiners;
    std::int64_t m_unfinished = 0;
    std::uint64_t m_random;
};

Toy::Toy(const ToyRun& run) : m_run(run), m_random(run.seed) {
    const WorkerId main = m_builder.addWorker("main", WorkerKind::process);
    for (std::uint32_t line = 0; line < 40; ++line)
        m_sites.push_back(m_builder.addSite("program.cpp", line + 1, line < 20 ? "worker" : "main"));
    const std::optional<std::int64_t> capacity =
        run.capacity > 0 ? std::optional<std::int64_t>(run.capacity) : std::nullopt;
    m_queue = m_builder.addObject(ObjectKind::queue, "main/jobs", main, capacity);
    m_output = m_builder.addObject(ObjectKind::output, "main/output", main);
    m_clock = m_builder.addObject(ObjectKind::clock, "main/clock", main);
    m_actors.push_back({.id = main, .next = Act::start});
}

std::shared_ptr<Trace> Toy::play() {
    for (;;) {
        Actor* first = nullptr;
        for (Actor& actor : m_actors)
            if (!actor.isBlocked && actor.next != Act::gone &&
                (first == nullptr || actor.readyAt < first->readyAt))
                first = &actor;
        if (first == nullptr)
            return m_builder.result();
        m_builder.setNow(first->readyAt);
        act(*first);
        if (!first->isBlocked)
            first->readyAt = m_builder.now() + Span{about(2000)};
        if (first->next == Act::wake)
            first->readyAt = m_builder.now() + Span{about(m_run.work.ns)};
    }
}

void Toy::act(Actor& actor) {
    if (&actor == &m_actors.front())
        actAsMain();
    else
        actAsThread(actor);
}

void Toy::actAsMain() {
    Actor& main = m_actors.front();
    const auto nextAfter = [&](int times, Act next) {
        if (!main.isBlocked && ++main.done >= times) {
            main.next = next;
            main.done = 0;
        }
    };
    switch (main.next) {
    case Act::start: {
        const std::string path = "main/worker-" + std::to_string(main.done);
        const WorkerId id = m_builder.addWorker(path, WorkerKind::thread, main.id);
        tell(main, {.op = Op::threadStart, .object = m_builder.handleOf(id)}, 26);
        m_actors.push_back({.id = id, .readyAt = m_builder.now() + Span{about(30000)}});
        return nextAfter(m_run.workers, m_run.items > 0 ? Act::put : Act::join);
    }
    case Act::put:
        put(false);
        return nextAfter(m_run.items, Act::join);
    case Act::join:
        joinQueue();
        return nextAfter(1, Act::putSentinel);
    case Act::putSentinel:
        put(true);
        return nextAfter(m_run.workers, Act::joinThread);
    case Act::joinThread:
        joinThread();
        return nextAfter(m_run.workers, Act::end);
    default:
        tell(main, {.op = Op::processEnd}, 36);
        main.next = Act::gone;
    }
}

void Toy::actAsThread(Actor& actor) {
    switch (actor.next) {
    case Act::begin:
        tell(actor, {.op = Op::threadBegin, .object = m_builder.handleOf(actor.id), .depth = Depth::library},
             7);
        actor.next = Act::get;
        return;
    case Act::get:
        return get(actor);
    case Act::end:
        tell(actor, {.op = Op::threadEnd, .object = m_builder.handleOf(actor.id)}, 18);
        actor.next = Act::gone;
        return wakeFirst(m_joiners);
    default:
        return work(actor);
    }
}

void Toy::work(Actor& actor) {
    switch (actor.next) {
    case Act::sleep:
        tell(actor, {.op = Op::sleep, .object = m_clock, .phase = Phase::waits}, 12);
        actor.next = Act::wake;
        return;
    case Act::wake:
        tell(actor, {.op = Op::sleep, .object = m_clock}, 12);
        actor.next = Act::print;
        return;
    case Act::print: {
        const std::string line = "item " + std::to_string(actor.item.number);
        tell(actor, {.op = Op::print, .object = m_output, .text = line}, 13);
        m_builder.trace().appendOutput({m_builder.now(), 1, line + "\n"});
        actor.next = Act::taskDone;
        return;
    }
    default:
        tell(actor, {.op = Op::queueTaskDone, .object = m_queue, .value = --m_unfinished}, 14);
        actor.next = Act::get;
        if (m_unfinished == 0)
            wakeFirst(m_joiners);
    }
}

void Toy::put(bool isSentinel) {
    Actor& main = m_actors.front();
    if (!main.waits)
        main.item = {m_builder.newMessage(), isSentinel ? 0 : main.done, isSentinel};
    const std::string text = isSentinel ? "sentinel" : std::to_string(main.item.number);
    Telling telling{.op = Op::queuePut,
                    .object = m_queue,
                    .value = main.item.number,
                    .message = main.item.message,
                    .text = text,
                    .flags = isSentinel ? Event::isSentinel : std::uint8_t{0}};
    if (m_run.capacity > 0 && static_cast<int>(m_items.size()) >= m_run.capacity) {
        telling.phase = Phase::waits;
        if (!main.waits)
            tell(main, telling, isSentinel ? 31 : 28);
        return wait(main, m_putters);
    }
    tell(main, telling, isSentinel ? 31 : 28);
    m_items.push_back(main.item);
    m_unfinished += isSentinel ? 0 : 1;
    wakeFirst(m_getters);
}

void Toy::get(Actor& actor) {
    if (m_items.empty()) {
        if (!actor.waits)
            tell(actor, {.op = Op::queueGet, .object = m_queue, .phase = Phase::waits}, 9);
        return wait(actor, m_getters);
    }
    actor.item = m_items.front();
    m_items.pop_front();
    const std::string text = actor.item.isSentinel ? "sentinel" : std::to_string(actor.item.number);
    tell(actor,
         {.op = Op::queueGet,
          .object = m_queue,
          .value = actor.item.number,
          .message = actor.item.message,
          .text = text,
          .flags = actor.item.isSentinel ? Event::isSentinel : std::uint8_t{0}},
         9);
    actor.next = actor.item.isSentinel ? Act::end : Act::sleep;
    wakeFirst(m_putters);
}

void Toy::joinQueue() {
    Actor& main = m_actors.front();
    Telling telling{.op = Op::queueJoin, .object = m_queue, .value = m_unfinished};
    if (m_unfinished > 0) {
        telling.phase = Phase::waits;
        tell(main, telling, 30);
        return wait(main, m_joiners);
    }
    tell(main, telling, 30);
}

void Toy::joinThread() {
    Actor& main = m_actors.front();
    const Actor& joined = m_actors[static_cast<std::size_t>(main.done) + 1];
    Telling telling{.op = Op::threadJoin, .object = m_builder.handleOf(joined.id)};
    if (joined.next != Act::gone) {
        telling.phase = Phase::waits;
        if (!main.waits)
            tell(main, telling, 34);
        return wait(main, m_joiners);
    }
    tell(main, telling, 34);
}

void Toy::wait(Actor& actor, std::deque<Actor*>& line) {
    actor.isBlocked = true;
    actor.waits = true;
    line.push_back(&actor);
}

void Toy::wakeFirst(std::deque<Actor*>& line) {
    if (line.empty())
        return;
    Actor& woken = *line.front();
    line.pop_front();
    woken.isBlocked = false;
    woken.readyAt = m_builder.now() + Span{about(6000)};
}

void Toy::tell(Actor& actor, Telling telling, int line) {
    telling.worker = actor.id;
    telling.site = m_sites[static_cast<std::size_t>(line) - 1];
    actor.waits = telling.phase == Phase::waits;
    m_builder.tell(telling);
}

std::int64_t Toy::about(std::int64_t ns) {
    m_random = m_random * 6364136223846793005u + 1442695040888963407u;
    const std::int64_t permille = static_cast<std::int64_t>((m_random >> 33) % 1000);
    return ns / 2 + ns / 1000 * permille;
}

}  // namespace

std::shared_ptr<Trace> toyTrace(const ToyRun& run) {
    return Toy(run).play();
}

}  // namespace heddle
