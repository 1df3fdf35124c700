// SPDX-License-Identifier: MIT
// What nobody watches must work as well: here no Heddle is at the other end.
#include "core/ipc/Manager.h"

#include "core/ipc/Process.h"
#include "core/sync/Sleep.h"
#include "core/sync/Thread.h"

#include <QTest>
#include <chrono>
#include <csignal>
#include <random>
#include <unistd.h>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

class ManagerTest : public QObject {
    Q_OBJECT
private slots:
    void itsObjectsLiveInAProcessOfItsOwn();
    void everyProcessAndThreadSeesTheSameDict();
    void aNestedListIsACopy();
    void whatIsNotThereIsInvalid();
    void aRequestThatIsTooLargeIsInvalid();
    void aBoundedQueueMakesItsPutterWait();
    void onlyItsHolderReleasesALock();
    void whoWaitsForAWhileIsToldTimeoutAndNoSooner();
    void killedAtAnyInstantAClientLeavesTheLockToTheNext();
    void aStoppedManagerIsBrokenForItsClients();
};

void ManagerTest::itsObjectsLiveInAProcessOfItsOwn() {
    Manager manager;
    QCOMPARE(manager.outcome(), Outcome::ok);
    QVERIFY(manager.pid() > 0 && manager.pid() != getpid());
    ManagedValue value = manager.value("v", "text");
    QCOMPARE(value.get()->asText(), std::string("text"));
}

void ManagerTest::everyProcessAndThreadSeesTheSameDict() {
    Manager manager;
    ManagedDict dict = manager.dict();
    std::vector<Process> processes;
    for (int i = 0; i < 8; ++i)
        processes.push_back(Process([&, i] {
            dict.set(i, 2 * i);
            Thread([&] { dict.set(100 + i, i); }).join();
            return 0;
        }));
    for (Process& process : processes)
        QVERIFY(process.join().isClean());
    QCOMPARE(dict.size(), std::size_t(16));
    const auto items = dict.items();
    for (std::size_t i = 0; i < 8; ++i)
        QCOMPARE(items[i].second, Json(2 * i));  // in order of key
}

void ManagerTest::aNestedListIsACopy() {
    Manager manager;
    ManagedDict dict = manager.dict();
    dict.set("numbers", Json::list({1, 2}));
    Json copy = *dict.get("numbers");
    copy.append(3);
    QCOMPARE((*dict.get("numbers")).size(), std::size_t(2));
    dict.set("numbers", copy);
    QCOMPARE((*dict.get("numbers")).size(), std::size_t(3));
}

void ManagerTest::whatIsNotThereIsInvalid() {
    Manager manager;
    ManagedDict dict = manager.dict();
    ManagedList list = manager.list();
    QCOMPARE(dict.get("no").outcome(), Outcome::invalid);
    QCOMPARE(dict.remove("no"), Outcome::invalid);
    QCOMPARE(list.get(0).outcome(), Outcome::invalid);
    QCOMPARE(manager.nameSpace().get("no").outcome(), Outcome::invalid);
    QCOMPARE(manager.queue().tryGet().outcome(), Outcome::empty);
}

void ManagerTest::aRequestThatIsTooLargeIsInvalid() {
    Manager manager;
    ManagedList list = manager.list();
    QCOMPARE(list.append(std::string(60000, 'x')), Outcome::ok);
    QCOMPARE(list.append(std::string(70000, 'x')), Outcome::invalid);
    QCOMPARE(list.size(), std::size_t(1));
}

void ManagerTest::aBoundedQueueMakesItsPutterWait() {
    Manager manager;
    ManagedQueue queue = manager.queue({}, 1);
    QCOMPARE(queue.put(0), Outcome::ok);
    QCOMPARE(queue.tryPut(1), Outcome::full);
    Process putter([&] {
        for (int i = 1; i < 50; ++i)
            queue.put(i);
        return 0;
    });
    for (int i = 0; i < 50; ++i)
        QCOMPARE(*queue.get(), Json(i));
    QVERIFY(putter.join().isClean());
}

void ManagerTest::onlyItsHolderReleasesALock() {
    Manager manager;
    ManagedLock lock = manager.lock();
    QCOMPARE(lock.release(), Outcome::invalid);
    QCOMPARE(lock.acquire(), Outcome::ok);
    Thread([&] {
        QCOMPARE(lock.tryAcquire(), Outcome::refused);
        QCOMPARE(lock.release(), Outcome::invalid);
    }).join();
    QCOMPARE(lock.release(), Outcome::ok);
}

void ManagerTest::whoWaitsForAWhileIsToldTimeoutAndNoSooner() {
    Manager manager;
    ManagedLock lock = manager.lock();
    ManagedQueue queue = manager.queue({}, 1);
    QCOMPARE(lock.acquireFor(0ms), Outcome::ok);
    const auto begun = std::chrono::steady_clock::now();
    QCOMPARE(queue.getFor(20ms).outcome(), Outcome::timeout);
    QCOMPARE(queue.putFor(1, 0ms), Outcome::ok);
    QCOMPARE(queue.putFor(2, 20ms), Outcome::timeout);
    Thread([&] {
        QCOMPARE(lock.acquireFor(20ms), Outcome::timeout);
        QCOMPARE(lock.acquireFor(0ms), Outcome::timeout);
        QCOMPARE(lock.release(), Outcome::invalid);
    }).join();
    QVERIFY(std::chrono::steady_clock::now() - begun >= 60ms);
    QCOMPARE(*queue.get(), Json(1));
    QCOMPARE(lock.release(), Outcome::ok);
}

void ManagerTest::killedAtAnyInstantAClientLeavesTheLockToTheNext() {
    const unsigned seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random{seed};
    Manager manager;
    ManagedLock lock = manager.lock();
    for (int round = 0; round < 60; ++round) {
        Process victim([&] {
            while (lock.acquire() != Outcome::broken)
                lock.release();
            return 0;
        });
        sleepFor(std::chrono::microseconds(random() % 2000));  // an instant like any other
        victim.kill();
        victim.join();
        const Outcome outcome = lock.acquire();
        QVERIFY(outcome == Outcome::ok || outcome == Outcome::killed);
        QCOMPARE(lock.release(), Outcome::ok);
    }
}

void ManagerTest::aStoppedManagerIsBrokenForItsClients() {
    Manager manager;
    ManagedValue value = manager.value({}, 1);
    ManagedQueue never = manager.queue();
    Process waiting([&] { return never.get() ? 1 : 0; });
    manager.stop();
    QVERIFY(waiting.join().isClean());
    QVERIFY(!value.get());
    QCOMPARE(value.set(2), Outcome::broken);
}

QTEST_APPLESS_MAIN(ManagerTest)
#include "ManagerTest.moc"
