// SPDX-License-Identifier: MIT
// Any moment of a trace is the world that folding from the start gives, also while the trace grows.
#include "core/world/Snapshots.h"
#include "core/world/UnderWay.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"
#include "tests/support/WrittenWorld.h"

#include <QTest>
#include <random>

using namespace heddle;

namespace {

World foldedTo(const Trace& trace, std::size_t events) {
    World world(trace.names());
    for (std::size_t i = 0; i < events; ++i)
        world = after(std::move(world), trace.event(i), trace.text(i));
    return world;
}

}  // namespace

class SnapshotsTest : public QObject {
    Q_OBJECT
private slots:
    void anyMomentIsWhatFoldingFromTheStartGives();
    void playingOnGivesWhatFoldingGives();
    void beyondTheEndIsTheEnd();
    void traceMayGrowMeanwhile();
    void catchingUpSaysWhenThereIsNothingLeft();
    void earlierAnswersDoNotChangeWhenLaterOnesAreAsked();
    void whoMakesTheNextEventIsNoLongerAtItsGate();
};

void SnapshotsTest::anyMomentIsWhatFoldingFromTheStartGives() {
    const auto trace = toyTrace({.workers = 6, .items = 4000, .capacity = 40});
    QVERIFY(trace->size() > 5 * Chunk::capacity);
    Snapshots snapshots(trace);
    std::mt19937 random(7);
    for (int i = 0; i < 40; ++i) {
        const std::size_t moment = random() % (trace->size() + 1);
        QCOMPARE(written(snapshots.at(moment)), written(foldedTo(*trace, moment)));
    }
    for (const std::size_t moment :
         {std::size_t{0}, Chunk::capacity - 1, Chunk::capacity, Chunk::capacity + 1})
        QCOMPARE(written(snapshots.at(moment)), written(foldedTo(*trace, moment)));
    QCOMPARE(snapshots.kept(), trace->size() / Chunk::capacity + 1);
}

void SnapshotsTest::playingOnGivesWhatFoldingGives() {
    const auto trace = toyTrace({.workers = 3, .items = 100});
    Snapshots snapshots(trace);
    World world(trace->names());
    for (std::size_t i = 0; i <= trace->size(); ++i) {
        QCOMPARE(written(snapshots.at(i)), written(world));
        if (i < trace->size())
            world = after(std::move(world), trace->event(i), trace->text(i));
    }
}

void SnapshotsTest::beyondTheEndIsTheEnd() {
    const auto trace = traceFrom("a puts 1 in q; a puts 2 in q");
    Snapshots snapshots(trace);
    QCOMPARE(snapshots.at(1000).eventCount(), 2u);
    QCOMPARE(snapshots.at(1).eventCount(), 1u);
}

void SnapshotsTest::traceMayGrowMeanwhile() {
    const auto whole = toyTrace({.workers = 2, .items = 1500});
    const auto growing = std::make_shared<Trace>();
    for (const WorkerInfo* info : whole->names().workers())
        growing->names().add(*info);
    for (const ObjectInfo* info : whole->names().objects())
        growing->names().add(*info);
    Snapshots snapshots(growing);
    for (std::size_t i = 0; i < whole->size(); ++i) {
        growing->append(whole->event(i), whole->text(i));
        if (i % 777 == 0 || i + 1 == whole->size())
            QCOMPARE(written(snapshots.at(i + 1)), written(foldedTo(*growing, i + 1)));
    }
}

void SnapshotsTest::catchingUpSaysWhenThereIsNothingLeft() {
    const auto trace = toyTrace({.workers = 2, .items = 2000});
    Snapshots snapshots(trace);
    QVERIFY(snapshots.catchUp(5000));
    QCOMPARE(snapshots.kept(), 2u);
    while (snapshots.catchUp(5000)) {
    }
    QCOMPARE(snapshots.kept(), trace->size() / Chunk::capacity + 1);
    QCOMPARE(written(snapshots.at(trace->size())), written(foldedTo(*trace, trace->size())));
}

void SnapshotsTest::earlierAnswersDoNotChangeWhenLaterOnesAreAsked() {
    const auto trace = toyTrace({.workers = 4, .items = 1000});
    Snapshots snapshots(trace);
    const World early = snapshots.at(500);
    const std::string before = written(early);
    static_cast<void>(snapshots.at(501));
    static_cast<void>(snapshots.at(trace->size()));
    QCOMPARE(written(early), before);
}

void SnapshotsTest::whoMakesTheNextEventIsNoLongerAtItsGate() {
    const auto trace =
        traceFrom("main would print a; w would print b; 1ms pass; main prints a; 1ms pass; w would "
                  "print c; w prints c");
    const auto doing = [&](std::size_t events, std::int64_t ns, std::size_t of) {
        const World world = underWay(foldedTo(*trace, events), *trace, Instant{ns});
        return world.worker(trace->event(of).worker)->doing;
    };
    const std::int64_t told = trace->event(1).end;
    QCOMPARE(doing(2, told, 0), Doing::calls);  // all stand
    QCOMPARE(doing(2, told + 1, 0), Doing::running);
    QCOMPARE(doing(2, told + 1, 1), Doing::calls);
    QCOMPARE(doing(1, trace->event(0).end + 1, 0), Doing::calls);  // another comes to its gate first
}

QTEST_GUILESS_MAIN(SnapshotsTest)
#include "SnapshotsTest.moc"
