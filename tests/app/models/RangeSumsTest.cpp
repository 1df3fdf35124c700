// SPDX-License-Identifier: GPL-3.0-or-later
// What was done within a stretch of the run, by worker and by object.
#include "app/models/RangeSums.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceBuilder.h"
#include "tests/support/TraceText.h"

#include <QTest>

using namespace heddle;

namespace {

// Thread: GUI only.
struct Counted {
    std::shared_ptr<const Trace> trace;
    TraceModel model;

    explicit Counted(std::shared_ptr<const Trace> told) : trace(std::move(told)) {
        model.setTrace(trace);
        while (model.catchUp())
            continue;
    }
    explicit Counted(const char* text) : Counted(traceFrom(text)) {}

    RangeSums in(const Stretch& stretch) {
        RangeCount count(model, stretch);
        while (count.read())
            continue;
        return count.sums();
    }
    RangeSums steps(double from, double to) { return in({true, from, to}); }
    RangeSums wholeTime() { return in({false, 0, static_cast<double>(model.lengthNs())}); }
    RangeSums::OfWorker of(const RangeSums& sums, const char* worker) {
        for (const auto& each : sums.workers)
            if (model.laneName(each.lane) == QLatin1String(worker))
                return each;
        return {};
    }
    RangeSums::OfObject at(const RangeSums& sums, const char* object) {
        for (const auto& each : sums.objects)
            if (const ObjectInfo* info = trace->names().object(each.object); info && info->name() == object)
                return each;
        return {};
    }
};

// Steps: 1 start, 2 w waits at Q, 3 puts 1, 4 w gets it, 5 acquires L, 6 w waits at L, 7 release, 8 w has it.
constexpr const char* twoWaits =
    "main starts w; w begins; w waits to get from Q; 9ms pass; main puts 1 in Q; w gets 1 from Q;"
    "main acquires L; w wants L; 2ms pass; main releases L; w acquires L";

double wholeOf(const RangeSums::OfWorker& sum) {
    double whole = 0;
    for (const double spent : sum.spent)
        whole += spent;
    return whole;
}

}  // namespace

class RangeSumsTest : public QObject {
    Q_OBJECT
private slots:
    void usesAreCountedByObjectAndWorkerWithTheLast() {
        Counted counted(twoWaits);
        const auto uses = [&](double to, const char* object) {
            QStringList told;
            for (const RangeSums::Use& use : counted.steps(0, to).uses)
                if (counted.trace->names().object(use.object)->name() == object)
                    told << QStringLiteral("%1 %2 at %3")
                                .arg(counted.model.laneName(use.lane))
                                .arg(use.operations)
                                .arg(counted.trace->stepAt(use.lastEvent));
            return told;
        };
        QCOMPARE(uses(8, "L"), (QStringList{"main 2 at 7", "w 1 at 8"}));
        QCOMPARE(uses(6, "L"), QStringList{"main 1 at 5"});  // who waits has not used it yet
    }

    void theLongestWaitIsAsLongAsItLiesWithin() {
        Counted counted("main starts w; w begins; w waits to get from Q; main puts 1 in R; main puts 2 in R;"
                        "main puts 3 in R; main puts 4 in Q; w gets 4 from Q");
        QCOMPARE(counted.at(counted.steps(0, 8), "Q").longest, std::int64_t{5});
        QCOMPARE(counted.at(counted.steps(3, 5), "Q").longest, std::int64_t{2});
        QCOMPARE(counted.of(counted.steps(3, 5), "w").longest, std::int64_t{2});
    }

    void aWorkersSharesAreByWhatItWaitedFor() {
        Counted counted(twoWaits);
        const auto w = counted.of(counted.steps(0, 8), "w");
        QCOMPARE(w.of(Share::waits), 2.0);
        QCOMPARE(w.of(Share::waitsForLock), 2.0);
        QCOMPARE(w.of(Share::done), 2.0);
    }

    void theSharesMakeUpWhatItLived() {
        Counted counted(twoWaits);
        const RangeSums sums = counted.wholeTime();
        QCOMPARE(sums.workers.size(), std::size_t(2));
        for (const auto& worker : sums.workers) {
            QVERIFY(worker.lived > 0);
            QCOMPARE(wholeOf(worker), worker.lived);
        }
    }

    void onlyWhatLiesInTheStretchIsCounted() {
        Counted counted(twoWaits);
        const auto w = counted.of(counted.steps(2, 6.5), "w");
        QCOMPARE(w.of(Share::waits), 1.0);
        QCOMPARE(w.of(Share::waitsForLock), 1.5);
        QCOMPARE(w.operations, std::size_t(2));
        QCOMPARE(w.lived, 4.5);
    }

    void whatOnlyTouchesTheStretchIsNotInIt() {
        Counted counted(twoWaits);
        const RangeSums sums = counted.steps(4, 5);
        QCOMPARE(sums.operations.all, std::size_t(1));
        QCOMPARE(counted.of(sums, "main").operations, std::size_t(1));
        QVERIFY(sums.objects.empty());
    }

    void waitsAreToldByObjectWithTheLongest() {
        Counted counted(twoWaits);
        const RangeSums sums = counted.wholeTime();
        QCOMPARE(sums.objects.size(), std::size_t(2));
        const auto queue = counted.at(sums, "Q"), lock = counted.at(sums, "L");
        QCOMPARE(sums.objects.front().object, queue.object);
        QCOMPARE(queue.waits, std::size_t(1));
        QVERIFY(queue.longest >= 9'000'000 && queue.longest < 9'100'000);
        QVERIFY(lock.longest >= 2'000'000 && lock.longest < 2'100'000);
        QCOMPARE(counted.trace->event(lock.longestEvent).op, Op::mutexAcquire);
    }

    void aWaitIsInTheBinOfItsLengthWithinTheStretch() {
        Counted counted(twoWaits);
        const RangeSums sums = counted.steps(2, 3);
        QCOMPARE(sums.waits.in(WaitKind::message, sums.waits.binOf(1)), std::size_t(1));
        QCOMPARE(sums.waits.in(sums.waits.binOf(2)), std::size_t(0));
        const WaitBins time(false);
        QCOMPARE(time.leastOf(time.binOf(9'000'001)), std::int64_t{5'000'000});
        QCOMPARE(time.leastOf(time.binOf(10'000'000)), std::int64_t{10'000'000});
    }

    void whoWaitsStillHasWaitedToTheEndOfTheRun() {
        Counted counted("main starts w; w begins; w waits to get from Q; main puts 1 in P; main puts 2 in P");
        const RangeSums sums = counted.steps(0, 5);
        QCOMPARE(counted.of(sums, "w").of(Share::waits), 3.0);
        QCOMPARE(counted.at(sums, "Q").longest, std::int64_t{3});
    }

    void whoStandsAtItsGateIsHeld() {
        Counted counted(
            "main starts w; w begins; w would put 1 in Q; main puts 2 in P; main puts 3 in P; w puts 1 in Q");
        const auto w = counted.of(counted.steps(0, 4), "w");
        QCOMPARE(w.of(Share::held), 2.0);
        QCOMPARE(w.of(Share::running), 0.0);
        QCOMPARE(w.of(Share::done), 1.0);
    }

    void aManagersProcessWaitsForWhoeverConnects() {
        TraceBuilder builder;
        const WorkerId main = builder.addWorker("main", WorkerKind::process);
        const WorkerId server = builder.addWorker("main/m.process", WorkerKind::process, main);
        const auto serve = [&](Phase phase) {
            builder.tell(
                {.worker = server, .op = Op::managerAccept, .phase = phase, .depth = Depth::library});
        };
        builder.tell({.worker = server, .op = Op::print});
        serve(Phase::waits);
        builder.letPass(Span::millis(8));
        builder.tell({.worker = main, .op = Op::print});
        serve(Phase::done);
        builder.letPass(Span::millis(2));
        builder.tell({.worker = server, .op = Op::print});
        Counted counted(builder.result());
        const auto sum = counted.of(counted.wholeTime(), "m.process");
        QVERIFY2(std::abs(sum.of(Share::waits) - 8e6) < 1e5,
                 qPrintable(QString::number(sum.of(Share::waits))));
        QVERIFY(sum.of(Share::running) < 2.1e6);
    }

    void aWorkerThatWasNotBornYetHasNoShare() {
        Counted counted("main puts 1 in Q; main puts 2 in Q; main starts w; w begins; w gets 1 from Q");
        QCOMPARE(counted.of(counted.steps(0, 2), "w").lived, 0.0);
        QCOMPARE(counted.of(counted.steps(0, 2), "main").lived, 2.0);
    }

    void manyEventsAreCountedAPieceAtATimeAndComeToTheSame() {
        Counted counted(toyTrace({.workers = 4, .items = 4'000, .capacity = 8}));
        RangeCount count(counted.model, {true, 0, static_cast<double>(counted.model.steps())});
        int pieces = 1;
        double progress = count.progress();
        while (count.read()) {
            ++pieces;
            QVERIFY(count.progress() > progress);
            progress = count.progress();
        }
        QCOMPARE(pieces, static_cast<int>((counted.trace->size() - 1) / Chunk::capacity) + 1);
        std::size_t bars = 0;
        for (const Lane& lane : counted.model.lanes())
            bars += lane.shownFrom == Depth::program ? lane.bars.size() : 0;
        QCOMPARE(count.sums().operations.all, bars);
        for (const auto& worker : count.sums().workers)
            QVERIFY(qAbs(wholeOf(worker) - worker.lived) < 0.5);
    }

    void nothingToCountIsCountedAtOnce() {
        Counted counted("main puts 1 in Q");
        RangeCount count(counted.model, {true, 7, 8});
        QVERIFY(!count.read());
        QCOMPARE(count.sums().operations.all, std::size_t(0));
    }
};

QTEST_MAIN(RangeSumsTest)
#include "RangeSumsTest.moc"
