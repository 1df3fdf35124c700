// SPDX-License-Identifier: MIT
// Random histories that could have been: whatever happens, the world keeps its invariants and agrees with a
// model that is too simple to be wrong.
#include "tests/support/TraceBuilder.h"
#include "tests/support/TraceText.h"

#include <QTest>
#include <algorithm>
#include <array>
#include <deque>
#include <rapidcheck.h>

using namespace heddle;

namespace {

struct QueueModel {
    ObjectId id;
    std::size_t capacity = 0;
    std::deque<MessageId> items;
    std::int64_t unfinished = 0;
    std::int64_t puts = 0, gets = 0;
};
struct MutexModel {
    ObjectId id;
    WorkerId owner;
};
struct WorkerModel {
    WorkerId id;
    Op waitsIn = Op::none;
    std::size_t on = 0;
};

// Four workers, two queues, two mutexes; each number that is played has one worker do or begin to do
// something.
class History {
public:
    History() : world(builder.trace().names()) {
        for (const char* name : {"main", "main/a", "main/b", "main/c"})
            workers.push_back({builder.addWorker(name)});
        for (const std::size_t capacity : {std::size_t{2}, std::size_t{1000000}}) {
            const ObjectId id =
                builder.addObject(ObjectKind::queue, "q", {}, static_cast<std::int64_t>(capacity));
            queues.push_back({.id = id, .capacity = capacity, .items = {}});
        }
        for (int i = 0; i < 2; ++i)
            mutexes.push_back({builder.addObject(ObjectKind::mutex, "m"), {}});
    }

    void play(std::uint32_t choice) {
        static constexpr std::array ops{Op::queuePut,  Op::queuePut,     Op::queueGet,     Op::queueTaskDone,
                                        Op::queueJoin, Op::mutexAcquire, Op::mutexRelease, Op::sleep};
        WorkerModel& worker = workers[choice % 4];
        if (worker.waitsIn == Op::none) {
            worker.waitsIn = ops[choice / 4 % ops.size()];
            worker.on = choice / 32 % 2;
            if (!makesSense(worker))
                worker.waitsIn = Op::none;
        }
        if (worker.waitsIn == Op::none)
            return;
        if (canGo(worker))
            go(worker);
        else
            tell(worker, {.phase = Phase::waits});
    }

    bool makesSense(const WorkerModel& worker) const {
        if (worker.waitsIn == Op::mutexRelease)
            return mutexes[worker.on].owner == worker.id;
        return worker.waitsIn != Op::queueTaskDone || queues[worker.on].unfinished > 0;
    }

    bool canGo(const WorkerModel& worker) const {
        const QueueModel& queue = queues[worker.on];
        switch (worker.waitsIn) {
        case Op::queuePut:
            return queue.items.size() < queue.capacity;
        case Op::queueGet:
            return !queue.items.empty();
        case Op::queueJoin:
            return queue.unfinished == 0;
        case Op::mutexAcquire:
            return mutexes[worker.on].owner.isNone();
        default:
            return true;
        }
    }

    void go(WorkerModel& worker) {
        QueueModel& queue = queues[worker.on];
        Telling telling;
        if (worker.waitsIn == Op::queuePut) {
            telling.message = builder.newMessage();
            queue.items.push_back(telling.message);
            ++queue.unfinished;
            ++queue.puts;
        } else if (worker.waitsIn == Op::queueGet) {
            telling.message = queue.items.front();
            queue.items.pop_front();
            ++queue.gets;
        } else if (worker.waitsIn == Op::queueTaskDone) {
            telling.value = --queue.unfinished;
        } else if (worker.waitsIn == Op::mutexAcquire) {
            mutexes[worker.on].owner = worker.id;
        } else if (worker.waitsIn == Op::mutexRelease) {
            mutexes[worker.on].owner = {};
        }
        tell(worker, telling);
        worker.waitsIn = Op::none;
    }

    void tell(const WorkerModel& worker, Telling telling) {
        telling.worker = worker.id;
        telling.op = worker.waitsIn;
        const bool isOnMutex = worker.waitsIn == Op::mutexAcquire || worker.waitsIn == Op::mutexRelease;
        if (worker.waitsIn != Op::sleep)
            telling.object = isOnMutex ? mutexes[worker.on].id : queues[worker.on].id;
        builder.tell(telling);
        const Trace& trace = builder.trace();
        world = after(std::move(world), trace.event(trace.size() - 1), "");
    }

    TraceBuilder builder;
    World world;
    std::vector<WorkerModel> workers;
    std::vector<QueueModel> queues;
    std::vector<MutexModel> mutexes;
};

void checkObjects(const History& history) {
    for (const QueueModel& model : history.queues) {
        const ObjectState* queue = history.world.object(model.id);
        if (queue == nullptr)
            continue;
        const auto size = static_cast<std::int64_t>(queue->queue.items.size());
        RC_ASSERT(model.puts - model.gets == size);
        RC_ASSERT(std::ranges::equal(queue->queue.items, model.items, {}, &QueuedMessage::message));
        RC_ASSERT(queue->queue.unfinished == model.unfinished);
    }
    for (const MutexModel& model : history.mutexes)
        if (const ObjectState* mutex = history.world.object(model.id))
            RC_ASSERT(mutex->mutex.owner == model.owner);
}

void checkWorkers(const History& history) {
    for (const WorkerModel& model : history.workers) {
        const WorkerState* worker = history.world.worker(model.id);
        if (worker == nullptr)
            continue;
        RC_ASSERT((worker->doing == Doing::waits) == (model.waitsIn != Op::none));
        if (model.waitsIn != Op::none)
            RC_ASSERT((history.world.possible(model.id) == Possible::yes) == history.canGo(model));
        std::ptrdiff_t places = 0;
        for (const ObjectId id : history.world.objects())
            places += std::ranges::count(history.world.object(id)->line, model.id);
        RC_ASSERT(places == (worker->doing == Doing::waits ? 1 : 0));
    }
}

}  // namespace

class HistoriesTest : public QObject {
    Q_OBJECT
private slots:
    void worldAgreesWithWhatHappened();
    void worldSurvivesWhatCannotHaveHappened();
};

void HistoriesTest::worldAgreesWithWhatHappened() {
    const bool holds =
        rc::check("world and model agree after every event", [](const std::vector<std::uint16_t>& choices) {
            History history;
            for (const std::uint16_t choice : choices) {
                history.play(choice);
                RC_ASSERT(history.world.contradictions() == 0);
                checkObjects(history);
                checkWorkers(history);
            }
        });
    QVERIFY(holds);
}

// A file may say anything; the world takes it without breaking, and no worker stands twice in a line.
void HistoriesTest::worldSurvivesWhatCannotHaveHappened() {
    const bool holds = rc::check("any events can be folded", [](const std::vector<std::uint64_t>& choices) {
        History history;
        history.builder.addPipe("w", "r");
        World world(history.builder.trace().names());
        for (std::uint64_t choice : choices) {
            const auto next = [&choice](std::uint64_t below) {
                const std::uint64_t drawn = choice % below;
                choice = choice / below ^ choice * 0x9e3779b97f4a7c15u;
                return static_cast<std::uint32_t>(drawn);
            };
            Event event;
            event.op = static_cast<Op>(next(opCount));
            event.phase = static_cast<Phase>(next(4));
            event.outcome = static_cast<Outcome>(next(11));
            event.worker = WorkerId{next(6)};
            event.object = ObjectId{next(9)};
            event.message = MessageId{next(5)};
            event.operation = next(3);
            event.parent = next(3);
            event.value = next(4) == 0 ? static_cast<std::int64_t>(choice) : next(5);
            world = after(std::move(world), event, "x");
            for (const ObjectId id : world.objects())
                for (const WorkerId worker : world.object(id)->line)
                    RC_ASSERT(std::ranges::count(world.object(id)->line, worker) == 1);
        }
        RC_ASSERT(world.eventCount() == choices.size());
    });
    QVERIFY(holds);
}

QTEST_GUILESS_MAIN(HistoriesTest)
#include "HistoriesTest.moc"
