// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/EndingSignals.h"

#include <QTest>
#include <future>
#include <unistd.h>

using namespace heddle;

class EndingSignalsTest : public QObject {
    Q_OBJECT
private slots:
    void aSignalIsTakenAsAWish();
    void aSignalBeforeAnyoneWatchesIsNotLost();
    void withoutASignalNobodyIsAsked();
    void afterwardsSignalsDoWhatTheyDidBefore();
};

void EndingSignalsTest::aSignalIsTakenAsAWish() {
    std::promise<void> asked;
    EndingSignals ending;
    ending.watch([&asked] { asked.set_value(); });
    ::kill(::getpid(), SIGTERM);
    asked.get_future().wait();
    QCOMPARE(ending.received(), std::optional<int>(SIGTERM));
}

void EndingSignalsTest::aSignalBeforeAnyoneWatchesIsNotLost() {
    std::promise<void> asked;
    EndingSignals ending;
    ::kill(::getpid(), SIGINT);
    ending.watch([&asked] { asked.set_value(); });
    asked.get_future().wait();
    QCOMPARE(ending.received(), std::optional<int>(SIGINT));
}

void EndingSignalsTest::withoutASignalNobodyIsAsked() {
    bool wasAsked = false;
    {
        EndingSignals ending;
        ending.watch([&wasAsked] { wasAsked = true; });
        QCOMPARE(ending.received(), std::optional<int>());
    }
    QVERIFY(!wasAsked);
}

void EndingSignalsTest::afterwardsSignalsDoWhatTheyDidBefore() {
    { EndingSignals ending; }
    sigset_t blocked;
    pthread_sigmask(SIG_BLOCK, nullptr, &blocked);
    QVERIFY(!sigismember(&blocked, SIGINT));
}

QTEST_APPLESS_MAIN(EndingSignalsTest)
#include "EndingSignalsTest.moc"
