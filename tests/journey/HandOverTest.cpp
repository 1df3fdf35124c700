// SPDX-License-Identifier: MIT
// Time alone cannot tell the order of a release and the acquire that follows it on another processor: the
// merger's edges must. In CI 200,000 hand-overs, in ./dev soak 10 million (HEDDLE_HAND_OVERS).
#include "core/session/Run.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace heddle;

namespace {

constexpr int fewHandOvers = 200'000;

// Walks the trace as it lies in memory or in its file, chunk by chunk.
struct Owners {
    WorkerId owner;
    std::uint64_t acquires = 0, handedOver = 0, wrong = 0;
    WorkerId last;

    void see(const Event& event) {
        if (event.phase != Phase::done)
            return;
        if (event.op == Op::mutexAcquire) {
            wrong += owner.isNone() ? 0 : 1;
            handedOver += last != event.worker ? 1 : 0;
            owner = last = event.worker;
            ++acquires;
        } else if (event.op == Op::mutexRelease) {
            wrong += owner == event.worker ? 0 : 1;
            owner = {};
        }
    }
};

}  // namespace

class HandOverTest : public QObject {
    Q_OBJECT

private slots:
    void noAcquireStandsBeforeTheReleaseThatItWaitedFor() {
        bool isGiven = false;
        const int given = qEnvironmentVariableIntValue("HEDDLE_HAND_OVERS", &isGiven);
        const int handOvers = isGiven ? given : fewHandOvers;
        const QTemporaryDir folder;
        RunRequest request;
        request.command = {QCoreApplication::applicationDirPath().toStdString() + "/HandOverProgram",
                           "handOvers=" + std::to_string(handOvers)};
        request.saveTo = folder.filePath("hand-overs.heddle").toStdString();
        auto run = Run::start(std::move(request));
        QVERIFY2(run, run ? "" : run.error().sentence.c_str());
        (*run)->wait();
        const auto trace = (*run)->trace();
        QCOMPARE(trace->facts().ending, Ending::finished);
        QCOMPARE(trace->facts().lost, 0U);
        QCOMPARE(trace->facts().produced, trace->size());
        Owners owners;
        for (std::size_t c = 0; c < trace->chunks(); ++c) {
            const auto chunk = trace->chunk(c);
            for (std::size_t i = 0; i < chunk->size(); ++i)
                owners.see(chunk->event(i));
        }
        QCOMPARE(owners.acquires, static_cast<std::uint64_t>(handOvers));
        QCOMPARE(owners.wrong, 0U);
        QVERIFY2(owners.handedOver > owners.acquires / 100, "the threads hardly took it from each other");
    }
};

QTEST_GUILESS_MAIN(HandOverTest)
#include "HandOverTest.moc"
