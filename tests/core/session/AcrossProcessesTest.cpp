// SPDX-License-Identifier: MIT
// Queues between processes, free and held, down to what their feeders do.
#include "tests/core/session/Scene.h"

#include "core/trace/Describe.h"
#include "core/world/World.h"

#include <QTest>
#include <thread>

using namespace heddle;
using namespace heddle::test;

namespace {

// Two threads of ours that take the processors from the run.
class Load {
public:
    Load() {
        for (std::jthread& thread : m_threads)
            thread = std::jthread([](const std::stop_token& stop) {
                for (volatile unsigned work = 0; !stop.stop_requested();)
                    work = work + 1;
            });
    }

private:
    std::jthread m_threads[2];
};

Scene playAcross(const std::string& scene, Held held, std::uint64_t seed = 1) {
    RunRequest request = requestFor(scene, held, seed);
    std::string& program = request.command.front();
    program.replace(program.rfind('/') + 1, std::string::npos, "TestAcross");
    return play(std::move(request));
}

Scene playLesson(const std::string& lesson, const std::vector<std::string>& parameters, Held held,
                 std::uint64_t seed = 1) {
    RunRequest request = requestFor("", held, seed);
    request.command = {qEnvironmentVariable("HEDDLE_BUILD").toStdString() + "/lib/heddle/lessons/" + lesson +
                       "/program"};
    request.command.insert(request.command.end(), parameters.begin(), parameters.end());
    return play(std::move(request));
}

// At every depth, with the identity of each message.
std::vector<std::string> everything(const Scene& scene) {
    std::vector<std::string> lines;
    const Names& names = scene.trace->names();
    for (std::size_t i = 0; i < scene.trace->size(); ++i) {
        const Event event = scene.trace->event(i);
        const WorkerInfo* worker = names.worker(event.worker);
        const ObjectInfo* object = names.object(event.object);
        std::string line = worker ? worker->path : "?";
        line += " " + std::string(nameOf(event.op)) + " " + (object ? object->path : "-");
        line += " " + std::string(nameOf(event.phase)) + " " + std::string(nameOf(event.outcome));
        lines.push_back(line + " " + std::to_string(event.value) + " " +
                        std::to_string(event.message.number));
    }
    return lines;
}

World worldOf(const Scene& scene) {
    World world{scene.trace->names()};
    for (std::size_t i = 0; i < scene.trace->size(); ++i) {
        const std::uint64_t before = world.contradictions();
        world = after(std::move(world), scene.trace->event(i), scene.trace->text(i));
        if (world.contradictions() > before)
            qWarning("contradicts the model: %s", everything(scene)[i].c_str());
    }
    return world;
}

int countAll(const std::vector<std::string>& lines, const std::string& part) {
    int found = 0;
    for (const std::string& line : lines)
        found += line.find(part) != std::string::npos ? 1 : 0;
    return found;
}

int countTold(const Scene& scene, Op op, const std::string& text) {
    int found = 0;
    for (std::size_t i = 0; i < scene.trace->size(); ++i)
        found += scene.trace->event(i).op == op && scene.trace->text(i) == text ? 1 : 0;
    return found;
}

}  // namespace

class AcrossProcessesTest : public QObject {
    Q_OBJECT
private slots:
    void theQueuesLessonCountsAsWithThreads();
    void aMessageKeepsItsIdentityFromPutToGetAtEveryDepth();
    void oneSeedIsOneRunDownToTheFeeders_data();
    void oneSeedIsOneRunDownToTheFeeders();
    void whatAFeederCanDoGoesAheadOfEveryChoice();
    void theWorldAgreesWithWhatHappens();
    void aProcessJoinedBeforeItsItemsWereGotIsStuck();
    void aProcessThatDoesNotWaitForItsFeederEnds();
    void whatAKilledPutterHadNotWrittenIsLostAndNothingHangs();
    void aKilledGetterLeavesNoLockBehind();
    void theManagersLessonSetsEachKeyOnceByARequestAndAReply();
    void aManagersObjectsAreInTheWorld();
    void theLockOfADeadClientIsToldAndGoesOn();
    void whoWaitsForAManagersObjectForAWhileIsNotStuck();
    void locksOfAManagerTakenCrosswiseAreADeadlock();
    void aKilledManagerIsToldAsBroken();
    void aManagerWithoutDescriptorsSaysSoOnceAndGoesOn();
    void whatAManagerDoesNotDoIsSaidWithItsReason();
};

void AcrossProcessesTest::theQueuesLessonCountsAsWithThreads() {
    for (const Held held : {Held::no, Held::roundRobin, Held::random}) {
        const Scene scene = playLesson("queues", {"between=processes"}, held);
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QCOMPARE(scene.facts.ending, Ending::finished);
        QCOMPARE(scene.count("queue.put main/jobs done ok"), 25);
        QCOMPARE(scene.count("queue.get main/jobs done ok"), 25);
        QCOMPARE(scene.count("queue.task_done main/jobs done ok"), 20);
        QCOMPARE(scene.count("queue.join main/jobs done ok"), 1);
        QCOMPARE(scene.count("process.start"), held == Held::no ? 5 : 10);  // held: called as well
        QCOMPARE(scene.count(" process.join main/worker-"), scene.count("process.join"));
        QCOMPARE(scene.count("process.join main/worker-0 done ok 0"), 1);
        QCOMPARE(scene.count("thread."), 0);
        QCOMPARE(countAll(everything(scene), "main/jobs.feeder pipe.write main/jobs done"), 25);
    }
}

void AcrossProcessesTest::aMessageKeepsItsIdentityFromPutToGetAtEveryDepth() {
    const Scene scene =
        playLesson("queues", {"between=processes", "items=1", "workers=1", "capacity=1"}, Held::no);
    const auto lines = everything(scene);
    for (const char* step :
         {"main queue.put main/jobs done ok 0 1", "main/jobs.feeder queue.take main/jobs done ok 0 1",
          "main/worker-0 queue.get main/jobs done ok 0 1"})
        QCOMPARE(countAll(lines, step), 1);
    int written = 0, read = 0;
    for (const std::string& line : lines) {
        written += line.find("pipe.write") != std::string::npos && line.ends_with(" 1") ? 1 : 0;
        read += line.find("pipe.read") != std::string::npos && line.ends_with(" 1") ? 1 : 0;
    }
    QCOMPARE(written, 1);
    QCOMPARE(read, 1);
    QCOMPARE(countAll(lines, "room.acquire main/jobs done"), 2);
    QCOMPARE(countAll(lines, "room.release main/jobs done"), 2);
}

void AcrossProcessesTest::oneSeedIsOneRunDownToTheFeeders_data() {
    QTest::addColumn<QString>("lesson");
    QTest::addColumn<QString>("scene");
    QTest::newRow("crowd") << ""
                           << "crowd";
    QTest::newRow("queues between processes") << "queues"
                                              << "";
    QTest::newRow("managed") << ""
                             << "managed";
    QTest::newRow("impatient") << ""
                               << "impatient";
    QTest::newRow("managers") << "managers"
                              << "";
}

void AcrossProcessesTest::oneSeedIsOneRunDownToTheFeeders() {
    QFETCH(QString, lesson);
    QFETCH(QString, scene);
    const auto once = [&] {
        if (lesson == "queues")
            return playLesson("queues", {"between=processes", "workers=3", "items=8", "capacity=2"},
                              Held::random, 7);
        return lesson.isEmpty() ? playAcross(scene.toStdString(), Held::random, 7)
                                : playLesson(lesson.toStdString(), {}, Held::random, 7);
    };
    const Scene first = once();
    QVERIFY2(first.whatIsWrong().empty(), first.whatIsWrong().c_str());
    QCOMPARE(first.facts.ending, Ending::finished);
    for (int i = 1; i < 50; ++i) {
        std::optional<Load> load;
        if (i % 2 == 1)
            load.emplace();
        const Scene again = once();
        QCOMPARE(everything(again), everything(first));
        QCOMPARE(again.facts.schedule.size(), first.facts.schedule.size());
    }
}

// Between a put and whatever any worker of the program does next, the item was written to the pipe.
void AcrossProcessesTest::whatAFeederCanDoGoesAheadOfEveryChoice() {
    const Scene scene = playLesson("queues", {"between=processes", "items=10"}, Held::random, 3);
    int puts = 0, unwritten = 0;
    for (std::size_t i = 0; i < scene.trace->size(); ++i) {
        const Event event = scene.trace->event(i);
        if (event.op == Op::pipeWrite && event.phase == Phase::done)
            unwritten = 0;
        if (event.isStep())
            QCOMPARE(unwritten, 0);
        if (event.op == Op::queuePut && event.phase == Phase::done)
            unwritten = ++puts;
    }
    QCOMPARE(puts, 15);
}

void AcrossProcessesTest::theWorldAgreesWithWhatHappens() {
    for (const Held held : {Held::no, Held::roundRobin, Held::random})
        for (std::uint64_t seed = 1; seed < 6; ++seed) {
            const Scene scene = playAcross("crowd", held, seed);
            QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
            QCOMPARE(scene.facts.ending, Ending::finished);
            const World world = worldOf(scene);
            QCOMPARE(world.contradictions(), std::uint64_t(0));
            for (const ObjectId id : world.objects()) {
                const ObjectState& object = *world.object(id);
                if (object.kind != ObjectKind::processQueue)
                    continue;
                QCOMPARE(object.queue.unfinished, 0);
                QCOMPARE(object.queue.items.size(), std::size_t(0));
                QCOMPARE(object.queue.capacity.value_or(0), 2);
                QCOMPARE(object.queue.feed.bytesInPipe, 0);
                QCOMPARE(object.queue.feed.placesTaken, 0);
            }
        }
}

void AcrossProcessesTest::aProcessJoinedBeforeItsItemsWereGotIsStuck() {
    for (const Held held : {Held::no, Held::roundRobin, Held::random}) {
        const Scene scene = playAcross("joinedTooEarly", held);
        QCOMPARE(scene.facts.ending, Ending::stuck);
        for (const char* part :
             {"q.feeder waits to write to the pipe of q, which is full",
              "putter waits to end until what it has put into q is written", "main waits for putter to end"})
            QVERIFY2(scene.facts.endingSentence.find(part) != std::string::npos,
                     scene.facts.endingSentence.c_str());
    }
}

void AcrossProcessesTest::aProcessThatDoesNotWaitForItsFeederEnds() {
    for (const Held held : {Held::no, Held::random}) {
        const Scene scene = playAcross("cancelled", held);
        QCOMPARE(scene.facts.ending, Ending::finished);
        QCOMPARE(scene.output, std::string("joined\n"));
    }
}

void AcrossProcessesTest::whatAKilledPutterHadNotWrittenIsLostAndNothingHangs() {
    for (const Held held : {Held::no, Held::roundRobin, Held::random}) {
        const Scene scene = playAcross("killedPutter", held);
        QCOMPARE(scene.facts.ending, Ending::finished);
        QVERIFY2(scene.output.ends_with(" and 77\n"), scene.output.c_str());
        if (held == Held::no)
            continue;  // killed at any instant: how much was written is not known
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QCOMPARE(scene.output, std::string("got 16 and 77\n"));  // what the kernel's pipe holds
        const World world = worldOf(scene);
        QCOMPARE(world.contradictions(), std::uint64_t(0));
    }
}

void AcrossProcessesTest::aKilledGetterLeavesNoLockBehind() {
    for (const Held held : {Held::no, Held::random}) {
        const Scene scene = playAcross("killedGetter", held);
        QCOMPARE(scene.facts.ending, Ending::finished);
        QCOMPARE(scene.output, std::string("got 5\n"));
    }
}

void AcrossProcessesTest::theManagersLessonSetsEachKeyOnceByARequestAndAReply() {
    for (const Held held : {Held::no, Held::roundRobin, Held::random}) {
        const Scene scene = playLesson("managers", {"workers=4"}, held);
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QCOMPARE(scene.facts.ending, Ending::finished);
        QCOMPARE(scene.output, std::string("{0: 0, 1: 2, 2: 4, 3: 6}\n"));
        QCOMPARE(scene.count("dict.set main/results done ok"), 4);
        QCOMPARE(scene.count("dict.items main/results done ok"), 1);
        QCOMPARE(scene.count("manager.make main/manager done ok"), 1);
        QCOMPARE(scene.count("manager.stop main/manager done ok"), 1);
        QCOMPARE(scene.count("main process.start main/worker-"), held == Held::no ? 4 : 8);
        QCOMPARE(scene.count("process.start main/manager.process done ok"), 1);
        QCOMPARE(scene.count("process.join main/manager.process done ok 0"), 1);
        QCOMPARE(scene.count("thread."), 0);
        const auto lines = everything(scene);
        for (const char* op : {"request.send", "request.recv", "reply.send", "reply.recv"})
            QCOMPARE(countAll(lines, std::string(op) + " main/manager done ok"), 6);
        QCOMPARE(countAll(lines, "manager.accept main/manager done ok"), 5);
        QCOMPARE(countTold(scene, Op::requestSend, "3: 6"), 1);
        QCOMPARE(countTold(scene, Op::replySend, "ok"), 5);
    }
}

void AcrossProcessesTest::aManagersObjectsAreInTheWorld() {
    for (const Held held : {Held::no, Held::roundRobin, Held::random}) {
        const Scene scene = playAcross("managed", held);
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QCOMPARE(scene.facts.ending, Ending::finished);
        QCOMPARE(scene.output, std::string("5 1 \"first\" 5\n"));
        const World world = worldOf(scene);
        QCOMPARE(world.contradictions(), std::uint64_t(0));
        int seen = 0;
        for (const ObjectId id : world.objects()) {
            const ManagedState& managed = world.object(id)->managed;
            const ObjectInfo* info = scene.trace->names().object(id);
            const std::string name = info ? info->name() : "";
            const std::map<std::string, std::string> inDict{{"\"k1\"", "1"}}, inSpace{{"\"x\"", "5"}};
            if (name == "d")
                QCOMPARE(managed.entries, inDict);
            else if (name == "n")
                QCOMPARE(managed.entries, inSpace);
            else if (name == "l")
                QCOMPARE(managed.items, std::vector<std::string>{"\"first\""});
            else if (name == "v")
                QCOMPARE(managed.value, std::string("5"));
            else if (name == "mq")
                QVERIFY(managed.items.empty());
            else if (name == "lock")
                QVERIFY(managed.owner.isNone());
            else
                continue;
            ++seen;
        }
        QCOMPARE(seen, 6);
        QCOMPARE(scene.count("dict.get main/d failed invalid"), 1);
        QCOMPARE(scene.count("managed_queue.get main/mq failed empty"), 1);
    }
}

void AcrossProcessesTest::theLockOfADeadClientIsToldAndGoesOn() {
    for (const Held held : {Held::no, Held::roundRobin, Held::random}) {
        const Scene scene = playAcross("abandonedLock", held);
        QCOMPARE(scene.facts.ending, Ending::finished);
        QCOMPARE(scene.output, std::string("refused\nits owner was killed\nand then all is well\n"));
        QCOMPARE(countAll(everything(scene), "lock.abandon main/lock done ok"), 1);
        QCOMPARE(scene.count("main/next lock.acquire main/lock done killed"), 1);
    }
}

// The thread that serves a client counts its time. The client itself is in no deadlock meanwhile, though its
// lock is held by one who waits for its end.
void AcrossProcessesTest::whoWaitsForAManagersObjectForAWhileIsNotStuck() {
    for (const Held held : {Held::no, Held::roundRobin, Held::random}) {
        const Scene scene = playAcross("impatient", held);
        QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
        QVERIFY2(scene.facts.ending == Ending::finished, scene.facts.endingSentence.c_str());
        QCOMPARE(worldOf(scene).contradictions(), std::uint64_t(0));
        QCOMPARE(scene.count("main/other lock.acquire main/lock failed timeout"), 1);
        QCOMPARE(scene.count("main/other managed_queue.put main/mq failed timeout"), 1);
        QCOMPARE(scene.count("main/other managed_queue.get main/mq failed timeout"), 1);
        QCOMPARE(scene.count("main lock.release main/lock done ok"), 1);
    }
}

void AcrossProcessesTest::locksOfAManagerTakenCrosswiseAreADeadlock() {
    for (const Held held : {Held::no, Held::random}) {
        const Scene scene = playAcross("crossedLocks", held);
        QCOMPARE(scene.facts.ending, Ending::stuck);
        for (const char* part :
             {"Deadlock: main holds left and waits for right", "other holds right and waits for left"})
            QVERIFY2(scene.facts.endingSentence.find(part) != std::string::npos,
                     scene.facts.endingSentence.c_str());
    }
}

void AcrossProcessesTest::aKilledManagerIsToldAsBroken() {
    for (const Held held : {Held::no, Held::random}) {
        const Scene scene = playAcross("killedManager", held);
        QCOMPARE(scene.output, std::string("broken\n"));
        QCOMPARE(scene.count("value.get main/v failed broken"), 1);
    }
}

void AcrossProcessesTest::aManagerWithoutDescriptorsSaysSoOnceAndGoesOn() {
    const Scene scene = playAcross("fewDescriptors", Held::no);
    QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
    QVERIFY2(scene.facts.ending == Ending::finished, scene.facts.endingSentence.c_str());
    QCOMPARE(scene.output, std::string("30\n"));
    const auto lines = everything(scene);
    QCOMPARE(countAll(lines, "manager.accept main/m done ok"), 31);
    const int refused = countAll(lines, "manager.accept main/m failed");
    QVERIFY2(refused >= 1 && refused <= 30, std::to_string(refused).c_str());
    QVERIFY2(countAll(lines, "manager.accept main/m waits") < 200, "it asks all the time");
}

void AcrossProcessesTest::whatAManagerDoesNotDoIsSaidWithItsReason() {
    const Scene scene = playAcross("refusals", Held::no);
    std::string told;
    Describer describer{scene.trace};
    for (std::size_t i = 0; i < scene.trace->size(); ++i)
        if (scene.trace->event(i).depth == Depth::program)
            told += describer.inEnglish(i) + "\n";
    for (const char* sentence :
         {"main calls get on d, which is not allowed: there is no key \"none\"",
          "main calls remove on d, which is not allowed: there is no key 7",
          "main calls set on d, which is not allowed: it is larger than 64 KiB",
          "main calls get on l, which is not allowed: there is no place 3", "main asks for the size of l: 1",
          "main calls release on lock, which is not allowed: this thread does not hold it"})
        QVERIFY2(told.find(sentence) != std::string::npos, (sentence + ("\n" + told)).c_str());
}

QTEST_APPLESS_MAIN(AcrossProcessesTest)
#include "AcrossProcessesTest.moc"
