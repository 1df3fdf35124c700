// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/EndingSignals.h"

#include <QTest>
#include <future>
#include <unistd.h>

using namespace heddle;

namespace {

void setEndingSignals(int how) {
    sigset_t set;
    sigemptyset(&set);
    for (int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE})
        sigaddset(&set, signal);
    pthread_sigmask(how, &set, nullptr);
}

}  // namespace

class EndingSignalsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { setEndingSignals(SIG_UNBLOCK); }
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

// Qt Test's own watchdog is a thread that was there before: it must not take the signals away.
int main(int argc, char** argv) {
    setEndingSignals(SIG_BLOCK);
    EndingSignalsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "EndingSignalsTest.moc"
