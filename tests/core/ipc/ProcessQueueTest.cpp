// SPDX-License-Identifier: MIT
// What nobody watches must work as well: here no Heddle is at the other end.
#include "core/ipc/ProcessQueue.h"

#include "core/ipc/Process.h"
#include "core/sync/EventFlag.h"
#include "core/sync/Sleep.h"
#include "core/sync/Thread.h"

#include <QTest>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <thread>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

namespace {

// Until so many threads of that process wait in the kernel for a descriptor.
void awaitSleepInKernel(pid_t process, int threads) {
    for (int asleep = 0; asleep < threads; std::this_thread::yield()) {
        asleep = 0;
        const std::filesystem::path tasks = "/proc/" + std::to_string(process) + "/task";
        for (const auto& task : std::filesystem::directory_iterator(tasks)) {
            std::string call;
            std::ifstream{task.path() / "syscall"} >> call;
            asleep += call == std::to_string(SYS_ppoll) ? 1 : 0;
        }
    }
}

}  // namespace

class ProcessQueueTest : public QObject {
    Q_OBJECT
private slots:
    void itemsOfOneProcessComeInTheirOrder();
    void whatSeveralPutSeveralGetEachOnce();
    void anItemMayBeLargerThanThePipe();
    void textsNumbersAndNothingTravel();
    void aFullQueueSaysSo();
    void anEmptyQueueSaysSo();
    void joinWaitsForTheTaskDoneOfAnotherProcess();
    void taskDoneTooOftenIsRefused();
    void aProcessThatEndsHandsOverWhatItHasPut();
    void aClosedQueueTakesNothingMoreInThisProcessAlone();
    void threadsOfOneProcessShareItsFeeder();
    void killedAtAnyInstantAProcessHangsNobody();
    void aPartOfAnItemWhosePutterWasKilledIsDropped();
};

void ProcessQueueTest::itemsOfOneProcessComeInTheirOrder() {
    ProcessQueue<int> queue;
    Process putter([&] {
        for (int i = 0; i < 1000; ++i)
            queue.put(i);
        return 0;
    });
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(*queue.get(), i);
    QVERIFY(putter.join().isClean());
}

void ProcessQueueTest::whatSeveralPutSeveralGetEachOnce() {
    ProcessQueue<int> items{{}, 7}, sums;
    std::vector<Process> processes;
    for (int p = 0; p < 3; ++p)
        processes.push_back(Process([&, p] {
            for (int i = 0; i < 300; ++i)
                items.put(p * 300 + i);
            return 0;
        }));
    for (int p = 0; p < 3; ++p)
        processes.push_back(Process([&] {
            for (int i = 0; i < 300; ++i)
                sums.put(*items.get());
            return 0;
        }));
    std::map<int, int> times;
    for (int i = 0; i < 900; ++i)
        ++times[*sums.get()];
    for (Process& process : processes)
        QVERIFY(process.join().isClean());
    QCOMPARE(times.size(), std::size_t(900));
}

void ProcessQueueTest::anItemMayBeLargerThanThePipe() {
    ProcessQueue<std::string> queue;
    Process putter([&] {
        for (const std::size_t size : {0UL, 1UL, 4072UL, 4073UL, 300000UL, 5UL})
            queue.put(std::string(size, static_cast<char>('a' + size % 26)));
        return 0;
    });
    for (const std::size_t size : {0UL, 1UL, 4072UL, 4073UL, 300000UL, 5UL})
        QCOMPARE(*queue.get(), std::string(size, static_cast<char>('a' + size % 26)));
    putter.join();
}

void ProcessQueueTest::textsNumbersAndNothingTravel() {
    struct Point {
        int x, y;
    };
    ProcessQueue<Point> points;
    ProcessQueue<std::optional<std::string>> texts;
    const std::vector<std::optional<std::string>> sent{"hello", std::nullopt};
    Process putter([&] {
        points.put({3, 4});
        for (const auto& text : sent)
            texts.put(text);
        return 0;
    });
    QCOMPARE(points.get()->y, 4);
    QCOMPARE(texts.get()->value_or("nothing"), std::string("hello"));
    QVERIFY(!texts.get()->has_value());
    putter.join();
}

void ProcessQueueTest::aFullQueueSaysSo() {
    ProcessQueue<int> queue{{}, 2};
    QCOMPARE(queue.put(1), Outcome::ok);
    QCOMPARE(queue.put(2), Outcome::ok);
    QCOMPARE(queue.tryPut(3), Outcome::full);
    QCOMPARE(queue.putFor(3, 5ms), Outcome::timeout);
    QCOMPARE(*queue.get(), 1);
    QCOMPARE(queue.tryPut(3), Outcome::ok);
}

void ProcessQueueTest::anEmptyQueueSaysSo() {
    ProcessQueue<int> queue;
    QCOMPARE(queue.tryGet().outcome(), Outcome::empty);
    QCOMPARE(queue.getFor(5ms).outcome(), Outcome::timeout);
}

void ProcessQueueTest::joinWaitsForTheTaskDoneOfAnotherProcess() {
    ProcessQueue<int> queue;
    ProcessQueue<int> order;
    Process worker([&] {
        for (int i = 0; i < 3; ++i) {
            queue.get();
            order.put(i);
            queue.taskDone();
        }
        return 0;
    });
    for (int i = 0; i < 3; ++i)
        queue.put(i);
    queue.join();
    for (int i = 0; i < 3; ++i)
        QCOMPARE(*order.get(), i);
    QVERIFY(worker.join().isClean());
}

void ProcessQueueTest::taskDoneTooOftenIsRefused() {
    ProcessQueue<int> queue;
    QVERIFY(!queue.taskDone());
    queue.put(1);
    QVERIFY(queue.taskDone());
    QVERIFY(!queue.taskDone());
    queue.get();
}

void ProcessQueueTest::aProcessThatEndsHandsOverWhatItHasPut() {
    ProcessQueue<int> queue;
    for (int i = 0; i < 16; ++i)  // what the pipe holds: the next would wait for somebody who gets
        Process([&, i] {
            queue.put(i);
            return 0;
        }).join();
    for (int i = 0; i < 16; ++i)
        QCOMPARE(*queue.get(), i);
}

void ProcessQueueTest::aClosedQueueTakesNothingMoreInThisProcessAlone() {
    ProcessQueue<int> queue;
    queue.put(1);
    QCOMPARE(queue.joinThread(), Outcome::invalid);
    Process other([&] {
        const bool isFirst = *queue.get() == 1;
        return isFirst && *queue.get() == 2 ? 0 : 1;
    });
    queue.put(2);
    QCOMPARE(queue.close(), Outcome::ok);
    QCOMPARE(queue.put(3), Outcome::closed);
    QCOMPARE(queue.get().outcome(), Outcome::closed);
    QCOMPARE(queue.joinThread(), Outcome::ok);
    QVERIFY(other.join().isClean());
}

void ProcessQueueTest::threadsOfOneProcessShareItsFeeder() {
    ProcessQueue<int> queue{{}, 3};
    std::vector<Thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.push_back(Thread([&] {
            for (int i = 0; i < 200; ++i)
                queue.put(1);
        }));
    int sum = 0;
    for (int i = 0; i < 800; ++i)
        sum += *queue.get();
    QCOMPARE(sum, 800);
}

// Each of a hundred victims puts and gets at the same time, and is killed some microseconds later.
void ProcessQueueTest::killedAtAnyInstantAProcessHangsNobody() {
    const unsigned seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random{seed};
    for (int round = 0; round < 100; ++round) {
        ProcessQueue<std::string> queue;
        Process victim([&] {
            for (int i = 0; i < 100000; ++i) {
                queue.put(std::string(i % 3 == 0 ? 6000 : 10, 'v'));
                queue.get();
            }
            return 0;
        });
        sleepFor(std::chrono::microseconds(random() % 3000));  // an instant like any other
        victim.kill();
        QCOMPARE(victim.join().signal, SIGKILL);
        // What it left goes first; ours arrives whole, and the last of it last.
        QCOMPARE(queue.put("ours"), Outcome::ok);
        while (true) {
            auto item = queue.getFor(10s);
            QVERIFY2(item, "hangs");
            QVERIFY(*item == "ours" || *item == std::string(item->size(), 'v'));
            if (*item == "ours")
                break;
        }
    }
}

// The pipe takes a part of it, and nobody is left to write the rest.
void ProcessQueueTest::aPartOfAnItemWhosePutterWasKilledIsDropped() {
    ProcessQueue<std::string> queue;
    ProcessQueue<int> goOn;
    Process victim([&] {
        queue.put(std::string(1'000'000, 'v'));
        return *goOn.get();
    });
    awaitSleepInKernel(victim.pid(), 2);  // it itself, and its feeder, for which the pipe has no room
    victim.kill();
    victim.join();
    Outcome first = Outcome::ok, tried = Outcome::ok;
    EventFlag hasGot;
    Thread getter([&] {
        first = queue.getFor(50ms).outcome();
        tried = queue.tryGet().outcome();
        hasGot.set();
    });
    const bool hasReturned = hasGot.waitFor(10s);
    if (!hasReturned)
        queue.put("ours");
    getter.join();
    QVERIFY(hasReturned);
    QCOMPARE(first, Outcome::timeout);
    QCOMPARE(tried, Outcome::empty);
    queue.put("ours");
    QCOMPARE(*queue.get(), std::string("ours"));
}

QTEST_APPLESS_MAIN(ProcessQueueTest)
#include "ProcessQueueTest.moc"
