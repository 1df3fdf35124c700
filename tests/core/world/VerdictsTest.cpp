// SPDX-License-Identifier: MIT
// What a whole trace proves: each verdict where it is true, and its near misses, where it is not.
#include "core/world/Insight.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceBuilder.h"
#include "tests/support/TraceText.h"

#include <QTest>

using namespace heddle;

namespace {

std::vector<Verdict> verdictsOn(const std::string& text) {
    const ToldWorld told = worldFrom(text);
    RunEnd end;
    end.standstill = troublesAtEnd(told.world);
    return insightInto(told.trace, end);
}

// Without what a world says by itself.
std::string told(const std::string& text) {
    std::string sentences;
    for (const Verdict& verdict : verdictsOn(text))
        if (verdict.kind != "stuck" && verdict.kind != "deadlock")
            sentences += (sentences.empty() ? "" : " ") + verdict.sentence;
    return sentences;
}

const std::string twoThreads = "main starts a; a begins; main starts b; b begins;";

}  // namespace

class VerdictsTest : public QObject {
    Q_OBJECT
private slots:
    void troubleIsToldWhereItIsTrue_data();
    void troubleIsToldWhereItIsTrue();
    void noteIsToldWhereItIsTrue_data();
    void noteIsToldWhereItIsTrue();
    void nearMissIsNotTold_data();
    void nearMissIsNotTold();
    void verdictHasItsStepAndItsProof();
    void bytesOfMemoryAreSharedWhereTwoAccessesOverlap();
    void standstillHasTheStepOfItsLastWait();
    void whatARunLeftThatWasEndedIsNobodysFault();
    void nothingIsSaidOfATraceThatIsNotWhole();
    void soundRunHasNoVerdict();
    void millionEventsTakeLessThanASecond();
};

void VerdictsTest::troubleIsToldWhereItIsTrue_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* name, const std::string& text, const char* sentence) {
        QTest::newRow(name) << QString::fromStdString(text) << sentence;
    };
    const auto sharing = [&](const char* name, const std::string& text, const char* pair) {
        row(name, twoThreads + text,
            (std::string("Unprotected sharing: ") + pair +
             ", under no common lock, and nothing puts one before the other.")
                .c_str());
    };
    sharing("two who write", "a stores 1 in x; b stores 2 in x",
            "a writes x (step 3) and b writes it (step 4)");
    sharing("one reads", "a loads x as 0; b stores 2 in x", "a reads x (step 3) and b writes it (step 4)");
    sharing("one was quicker", "a stores 1 in x; b loads x as 1",
            "a writes x (step 3) and b reads it (step 4)");
    sharing("a lock of each", "a acquires A; b acquires B; a stores 1 in x; b stores 2 in x",
            "a writes x (step 5) and b writes it (step 6)");
    sharing("only one takes the lock", "a acquires L; a stores 1 in x; a releases L; b loads x as 1",
            "a writes x (step 4) and b reads it (step 6)");
    sharing("two who only read a lock that both may hold",
            "rwlock l; a rwlock.acquire_read l; b rwlock.acquire_read l; a stores 1 in x; b stores 2 in x",
            "a writes x (step 5) and b writes it (step 6)");
    sharing("an atomic change and a store", "a shared.fetch_add x giving 1; b stores 2 in x",
            "a changes x (step 3) and b writes it (step 4)");
    sharing("one place of an array",
            "a array.store t giving 2; b array.load t giving 1; b array.store t giving 2",
            "a writes place 2 of t (step 3) and b writes it (step 5)");
    sharing("the starter goes on", "main stores 1 in x; a loads x as 1",
            "main writes x (step 3) and a reads it (step 4)");
    sharing("a queue the other way", "queue q; b puts 1 in q; a stores 1 in x; a gets from q; b loads x as 0",
            "a writes x (step 4) and b reads it (step 6)");
    row("a stranger beside its starter",
        "stranger t; main stores 1 in x; t begins; t loads x as 1; main stores 2 in x",
        "Unprotected sharing: t reads x (step 2) and main writes it (step 3), under no common lock, and "
        "nothing puts one before the other.");
    row("two strangers",
        "stranger t; stranger u; t begins; u begins; t stores 1 in x; u stores 2 in x; t ends; u ends",
        "Unprotected sharing: t writes x (step 1) and u writes it (step 2), under no common lock, and "
        "nothing puts one before the other.");
    row("a thread that ended with a lock", "main starts a; a begins; a acquires L; a ends; main wants L",
        "A lock of the dead: a ended (step 3) while it held L, which main wants (step 4).");
    row("who waited before it ended", "main starts a; a begins; a acquires L; main wants L; a ends",
        "A lock of the dead: a ended (step 4) while it held L, which main wants (step 3).");
    row("a reader that ended",
        "rwlock l; main starts a; a begins; a rwlock.acquire_read l; a ends; main waits to "
        "rwlock.acquire_write l",
        "A lock of the dead: a ended (step 3) while it held l, which main wants (step 4).");
    row("a process that was killed",
        "main forks p; p begins; p acquires L; p dies; main fails to acquire L: timeout; main joins p",
        "A lock of the dead: p ended (step 3) while it held L, which main wants (step 4).");
    row("a notify ahead of its wait",
        "main starts a; a begins; main notifies c; a acquires L; a waits on c with L; main waits to join a",
        "Lost wake-up: main notified c when nobody waited there (step 2); a waits there since (step 4), and "
        "nobody is left to notify it.");
    row("a notify under the lock, ahead of its wait",
        "main starts a; a begins; main acquires L; main notifies c; main releases L; a acquires L;"
        "a waits on c with L; main waits to join a",
        "Lost wake-up: main notified c when nobody waited there (step 3); a waits there since (step 6), and "
        "nobody is left to notify it.");
    row("it came between the look and the wait",
        "main starts a; a begins; a acquires L; a loads x as 0; main notifies all c; a waits on c with L;"
        "main waits to join a",
        "Lost wake-up: main notified c when nobody waited there (step 4); a waits there since (step 5), and "
        "nobody is left to notify it.");
}

void VerdictsTest::troubleIsToldWhereItIsTrue() {
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    QCOMPARE(QString::fromStdString(told(text.toStdString())), sentence);
    for (const Verdict& verdict : verdictsOn(text.toStdString()))
        QVERIFY(verdict.isTrouble);
}

void VerdictsTest::noteIsToldWhereItIsTrue_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* name, const char* text, const char* sentence) {
        QTest::newRow(name) << text << sentence;
    };
    row("an item is left", "main puts 1 in q; main ends",
        "A message was never received: main (step 1) sent it to q.");
    row("several are left", "main puts 1 in q; main puts 2 in q; main puts sentinel in q; main gets from q",
        "2 messages to q were never received, the first from main (step 2).");
    row("nobody reads the pipe",
        "pipe w to r; main sends hello on w; main closes w; main closes r; main ends",
        "A message was never received: main (step 1) sent it to w.");
    row("a zombie", "main forks p; p begins; p ends; main ends",
        "p was never joined by main, which started it (step 1); it was a zombie from its end (step 2) to the "
        "end of its parent.");
    row("left behind", "main forks p; p begins; main ends; p ends",
        "p was never joined by main, which started it (step 1).");
    row("a pipe that its maker left open",
        "process p; main forks p; p begins; pipe w to r of p; p sends 1 on w; p receives from r; p closes r; "
        "p ends; main joins p; main ends",
        "p made w and ended (step 5) without closing it.");
    const std::string made = "process p; main forks p; p begins; pipe w to r of p; p ";
    for (const char* does : {"polls r", "sleeps"})
        row(does, (made + does + "; p ends; main joins p").c_str(),
            "p made w and ended (step 3) without closing it. p made r and ended (step 3) without closing "
            "it.");
    row("a lock that nobody wants", "main starts a; a begins; a acquires L; a ends; main joins a; main ends",
        "A lock of the dead: a ended (step 3) while it held L, and nobody has wanted it since.");
    row("a fork beside a thread",
        "main starts a; a begins; main forks p; p begins; p ends; main joins p; a ends",
        "main forked p (step 2) while the thread a lived: whatever lock it held stays locked in the child.");
    row("a fork beside two",
        "main starts a; a begins; main starts b; b begins; main forks p; main forks q; p begins;"
        "p ends; main joins p; q begins; q ends; main joins q",
        "main forked p (step 3) while the thread a and 1 more lived: whatever lock it held stays locked "
        "in the child.");
}

void VerdictsTest::noteIsToldWhereItIsTrue() {
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    QCOMPARE(QString::fromStdString(told(text.toStdString())), sentence);
    for (const Verdict& verdict : verdictsOn(text.toStdString()))
        QVERIFY(!verdict.isTrouble);
}

void VerdictsTest::nearMissIsNotTold_data() {
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const std::string& text) {
        QTest::newRow(name) << QString::fromStdString(text);
    };
    const auto ordered = [&](const char* name, const std::string& text) { row(name, twoThreads + text); };
    ordered("two who only read", "a loads x as 0; b loads x as 0");
    ordered("two places of an array", "a array.store t giving 1; b array.store t giving 2");
    ordered("a place of an array under a lock",
            "a acquires L; a array.store t giving 1; a releases L; b acquires L; b array.load t giving 1;"
            "b array.store t giving 1; b releases L");
    ordered("one worker alone", "a loads x as 0; a stores 1 in x");
    ordered("a lock in common",
            "a acquires L; a stores 1 in x; a releases L; b acquires L; b stores 2 in x; b releases L");
    ordered("a lock was handed over behind it",
            "a stores 1 in x; a acquires L; a releases L; b acquires L; b loads x as 1; b releases L");
    ordered("a message", "a stores 1 in x; a puts 1 in q; b gets from q; b loads x as 1");
    ordered("a pipe", "pipe w to r; a stores 1 in x; a sends 1 on w; b receives from r; b loads x as 1;"
                      "main closes w; main closes r");
    ordered("a semaphore", "semaphore s holds 0; a stores 1 in x; a semaphore.release s giving 1;"
                           "b semaphore.acquire s giving 0; b loads x as 1");
    ordered("a flag", "a stores 1 in x; a event.set e; b event.wait e; b loads x as 1");
    ordered("a barrier",
            "barrier w holds 2; a stores 1 in x; a waits to barrier.wait w; b barrier.wait w giving 1;"
            "b loads x as 1; a barrier.wait w");
    ordered("a barrier, seen from who waited",
            "barrier w holds 2; a waits to barrier.wait w; b stores 1 in x; b barrier.wait w giving 1;"
            "a barrier.wait w; a loads x as 1");
    ordered(
        "a notify",
        "b acquires L; b waits on c with L; a stores 1 in x; a notifies c; b wakes from c; b loads x as 1;"
        "b releases L");
    ordered("a lock that is written behind its readers", "rwlock l; a rwlock.acquire_read l; a loads x as 0; "
                                                         "a rwlock.release_read l; b rwlock.acquire_write l;"
                                                         "b stores 1 in x; b rwlock.release_write l");
    ordered("atomic changes among themselves",
            "a shared.fetch_add x giving 1; b shared.fetch_add x giving 2;"
            "b shared.compare_exchange x giving 3; a shared.fetch_add x giving 4");
    ordered("a spin lock",
            "a shared.compare_exchange s giving 1; a stores 1 in x; b fails to shared.compare_exchange s: "
            "refused;"
            "a stores 0 in s; b shared.compare_exchange s giving 1; b loads x as 1; b stores 0 in s");
    ordered(
        "a full queue makes its producer wait for its consumer",
        "queue q holds 1; a puts 1 in q; a waits to put 2 in q; b loads x as 0; b gets from q; a puts 2 in q;"
        "a stores 1 in x; b gets from q");
    ordered("a task_done and the join",
            "a puts 1 in q; b gets from q; b stores 1 in x; b ticks q; a joins q; a loads x as 1");
    row("before the start, and behind the join",
        "main stores 1 in x; main starts a; a begins; a loads x as 1; a stores 2 in x; a ends; main joins a;"
        "main loads x as 2");
    row("before a stranger begins, and behind its end",
        "stranger t; main starts a; a begins; main stores 1 in x; t begins; t loads x as 1; t stores 2 in x; "
        "t ends;"
        "a loads x as 2; main loads x as 2");
    row("one stranger behind another",
        "stranger t; stranger u; t begins; t stores 1 in x; t ends; u begins; u stores 2 in x; u ends");
    row("a lock that nobody wants, of a process that is over",
        "process p; main forks p; p begins; p acquires L; p ends; main joins p");
    row("a lock that another releases",
        "main starts a; a begins; a acquires L; a ends; main wants L for a while;"
        "main fails to acquire L: timeout; main releases L; main acquires L");
    row("who wants it ends with it",
        "process p; main forks p; p begins; p starts t; t begins; p acquires L; t wants L; p ends;"
        "main joins p");
    row("a lock that was released",
        "main starts a; a begins; a acquires L; a releases L; a ends; main acquires L");
    row("a notify that was met",
        "main starts a; a begins; a acquires L; a waits on c with L; main notifies c; a wakes from c");
    row("a notify that was lost, and another one", "main starts a; a begins; main notifies c; a acquires L; "
                                                   "a waits on c with L; main notifies c; a wakes from c;"
                                                   "a waits on c with L; main waits to join a");
    row("who has looked since",
        "main starts a; a begins; main notifies c; a acquires L; a loads x as 1; a releases L;"
        "a acquires L; a waits on c with L; main waits to join a");
    row("who came in between may have taken it",
        twoThreads + "main acquires L; main notifies c; main releases L; a acquires L; a releases L; a ends;"
                     "b acquires L; b waits on c with L; main waits to join b");
    row("who held it meanwhile may have taken it",
        twoThreads + "a acquires L; main notifies c; a releases L; b acquires L; b waits on c with L;"
                     "main waits to join b; a waits to join b");
    row("who notified may have taken it back",
        "main starts a; a begins; main notifies c; main acquires L; main releases L; a acquires L;"
        "a waits on c with L; main waits to join a");
    row("a wait that somebody can still end",
        "main starts a; a begins; main notifies c; a acquires L; a waits on c with L; main sleeps");
    row("one's own notify", "main notifies c; main acquires L; main waits on c with L");
    row("a result that nobody asks for",
        "future f; main starts w; w begins; w future.set 1 in f; w ends; main joins w; main ends");
    row("what was put twice and taken twice",
        "main puts 1 in q; main puts 2 in q; main gets from q; main gets from q; main ends");
    row("what went outside", "main tcp.send 1 in s; main tcp.close s; main ends");
    row("a process that is joined", "main forks p; p begins; p ends; main joins p; main ends");
    row("a parent that was killed",
        "main forks p; p begins; p forks q; q begins; q ends; p dies; main joins p; main ends");
    row("closed by its maker", "pipe w to r; main closes w; main closes r; main ends");
    row("what may be global in the first process",
        "pipe w to r; main sends 1 on w; main receives from r; main closes r; main ends");
    row("a copy left open",
        "pipe w to r; main forks p; p begins; p sends 1 on w; p ends; main receives from r;"
        "main joins p; main closes w; main closes r; main ends");
    row("a fork ahead of the thread",
        "main forks p; p begins; main starts a; a begins; a ends; main joins a; p ends; main joins p");
    row("a fork behind the thread",
        "main starts a; a begins; a ends; main joins a; main forks p; p begins; p ends; main joins p");
    row("a fork by a process without threads", "process p; main starts a; a begins; a ends; main forks p; p "
                                               "begins; p forks q; q begins; q ends; p joins q; p ends;"
                                               "main joins p");
}

void VerdictsTest::nearMissIsNotTold() {
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(told(text.toStdString())), QString());
}

void VerdictsTest::verdictHasItsStepAndItsProof() {
    const ToldWorld world = worldFrom(twoThreads + "a loads x as 0; b loads x as 0; a stores 1 in x");
    const std::vector<Verdict> verdicts = insightInto(world.trace, {});
    QCOMPARE(verdicts.size(), 1u);
    QCOMPARE(verdicts[0].kind, std::string("unprotected-sharing"));
    QCOMPARE(verdicts[0].step, 5);
    QCOMPARE(verdicts[0].workers, (std::vector{world.workerId("b"), world.workerId("a")}));
    QCOMPARE(verdicts[0].objects, std::vector{world.objectId("x")});
    QCOMPARE(verdicts[0].events, (std::vector<std::uint64_t>{5, 6}));
}

void VerdictsTest::bytesOfMemoryAreSharedWhereTwoAccessesOverlap() {
    const auto toldOf = [](std::int64_t second) {
        TraceBuilder builder;
        const WorkerId main = builder.addWorker("main", WorkerKind::process);
        const WorkerId other = builder.addWorker("main/a", WorkerKind::thread, main);
        const ObjectId memory = builder.addObject(ObjectKind::sharedMemory, "main/mem", main);
        builder.tell({.worker = main, .op = Op::threadStart, .object = builder.handleOf(other)});
        builder.tell({.worker = other,
                      .op = Op::threadBegin,
                      .object = builder.handleOf(other),
                      .depth = Depth::library});
        builder.tell({.worker = main, .op = Op::memoryWrite, .object = memory, .value = 4, .text = "weft"});
        builder.tell(
            {.worker = other, .op = Op::memoryRead, .object = memory, .value = second, .text = "woof"});
        const std::vector<Verdict> verdicts = insightInto(builder.result(), {});
        return verdicts.empty() ? std::string() : verdicts[0].sentence;
    };
    const std::string rest = ", under no common lock, and nothing puts one before the other.";
    QCOMPARE(toldOf(6),
             "Unprotected sharing: main writes bytes 6 to 7 of mem (step 2) and a reads them (step 3)" +
                 rest);
    QCOMPARE(toldOf(1),
             "Unprotected sharing: main writes byte 4 of mem (step 2) and a reads it (step 3)" + rest);
    QCOMPARE(toldOf(0) + toldOf(8), std::string());
}

void VerdictsTest::standstillHasTheStepOfItsLastWait() {
    const std::vector<Verdict> verdicts =
        verdictsOn("first acquires A; second acquires B; second wants A; first wants B; third sleeps");
    QCOMPARE(verdicts.size(), 1u);
    QCOMPARE(verdicts[0].kind, std::string("deadlock"));
    QCOMPARE(verdicts[0].step, 4);
    QCOMPARE(verdictsOn("a waits to get from q; b waits to get from q").at(0).step, 2);
}

void VerdictsTest::whatARunLeftThatWasEndedIsNobodysFault() {
    const auto trace =
        traceFrom("pipe w to r; main puts 1 in q; main sends 1 on w; main forks p; p begins; p ends;"
                  "main ends");
    RunEnd end;
    QCOMPARE(insightInto(trace, end).size(), 3u);
    end.isByItself = false;
    end.until = 5;  // what is told behind tells how it was ended
    QCOMPARE(insightInto(trace, end).size(), 0u);
    end.until = 6;  // main ended by itself before, and had not joined p
    QCOMPARE(insightInto(trace, end).at(0).kind, std::string("unjoined-process"));
    QCOMPARE(insightInto(trace, end).size(), 1u);
    end.isByItself = true;
    end.until = 2;
    QCOMPARE(insightInto(trace, end).size(), 2u);
}

void VerdictsTest::nothingIsSaidOfATraceThatIsNotWhole() {
    RunEnd end;
    end.isWhole = false;
    QCOMPARE(insightInto(traceFrom(twoThreads + "a stores 1 in x; b stores 2 in x"), end).size(), 0u);
}

void VerdictsTest::soundRunHasNoVerdict() {
    for (const int workers : {1, 3, 8}) {
        const auto trace = toyTrace({.workers = workers, .items = 60, .capacity = 2});
        QCOMPARE(insightInto(trace, {}).size(), 0u);
    }
}

// A goal of a quarter of that on a quiet machine; told with the figure, so that it can be seen.
void VerdictsTest::millionEventsTakeLessThanASecond() {
    std::string text = "main starts a; a begins; main starts b; b begins;";
    const auto trace = std::make_shared<Trace>();
    const auto seed =
        traceFrom(text + "a acquires L; a loads x as 0; a stores 1 in x; a releases L; a puts 1 in q;"
                         "b gets from q; b acquires L; b loads x as 1; b stores 2 in x; b releases L");
    for (const WorkerInfo* worker : seed->names().workers())
        trace->names().add(*worker);
    for (const ObjectInfo* object : seed->names().objects())
        trace->names().add(*object);
    std::uint64_t message = 0;
    for (std::size_t i = 0; i < 4; ++i)
        trace->append(seed->event(i));
    while (trace->size() < 1'000'000)
        for (std::size_t i = 4; i < seed->size(); ++i) {
            Event event = seed->event(i);
            if (sendsMessage(event.op))
                ++message;
            if (!event.message.isNone())
                event.message = MessageId{message};
            trace->append(event);
        }
    Span took = Span::seconds(100);
    for (int i = 0; i < 3; ++i) {  // others run beside us
        const Instant before = monotonicNow();
        QCOMPARE(insightInto(trace, {}).size(), 0u);
        took = std::min(took, monotonicNow() - before);
    }
    qInfo("%zu events in %d ms", trace->size(), static_cast<int>(took.ns / 1000000));
    QVERIFY(took < Span::seconds(1));
}

QTEST_GUILESS_MAIN(VerdictsTest)
#include "VerdictsTest.moc"
