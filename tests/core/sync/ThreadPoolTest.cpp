// SPDX-License-Identifier: MIT
#include "core/sync/ThreadPool.h"

#include "core/sync/EventFlag.h"
#include "core/sync/ThreadLocal.h"

#include <QTest>
#include <atomic>
#include <memory>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

class ThreadPoolTest : public QObject {
    Q_OBJECT
private slots:
    void resultsComeBackInTheOrderOfTheItems();
    void whatATaskThrowsIsThrownByGet();
    void aResultThatIsNotThereTimesOut();
    void aResultCanBeGotAgain();
    void aResultThatCanOnlyBeMovedIsMoved();
    void tasksRunBesideOneAnother();
    void shutdownFinishesWhatWasSubmittedAndTakesNoMore();
    void eachThreadHasAValueOfItsOwn();
    void whatGivesNothingIsDoneForEachItem();
    void withoutAThreadNothingCanBeSubmitted();
};

void ThreadPoolTest::resultsComeBackInTheOrderOfTheItems() {
    ThreadPool pool{3};
    std::vector<int> items(100);
    for (int i = 0; i < 100; ++i)
        items[static_cast<std::size_t>(i)] = i;
    const std::vector<int> squares = pool.map([](int i) { return i * i; }, items);
    QCOMPARE(squares.size(), 100u);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(squares[static_cast<std::size_t>(i)], i * i);
}

void ThreadPoolTest::whatATaskThrowsIsThrownByGet() {
    ThreadPool pool{1};
    auto future = pool.submit([]() -> int { throw std::out_of_range("torn"); });
    QVERIFY_EXCEPTION_THROWN(future.get(), std::out_of_range);
    QVERIFY_EXCEPTION_THROWN(future.get(), std::out_of_range);
    QCOMPARE(pool.submit([] { return 1; }).get(), 1);  // its worker goes on
    const auto throws = [](int i) { return i == 2 ? throw i : i; };
    QVERIFY_EXCEPTION_THROWN(pool.map(throws, std::vector{1, 2, 3}), int);
}

void ThreadPoolTest::aResultThatIsNotThereTimesOut() {
    ThreadPool pool{1};
    EventFlag mayEnd;
    auto future = pool.submit([&] { mayEnd.wait(); });
    QCOMPARE(future.getFor(1ms).outcome(), Outcome::timeout);
    mayEnd.set();
    QVERIFY(future.getFor(1h));
}

void ThreadPoolTest::aResultCanBeGotAgain() {
    ThreadPool pool{1};
    auto future = pool.submit([] { return std::string("text"); });
    const auto other = std::make_unique<Future<std::string>>(future);
    QCOMPARE(future.get(), std::string("text"));
    QCOMPARE(other->get(), std::string("text"));
}

void ThreadPoolTest::aResultThatCanOnlyBeMovedIsMoved() {
    ThreadPool pool{1};
    QCOMPARE(*pool.submit([] { return std::make_unique<int>(7); }).get(), 7);
}

void ThreadPoolTest::tasksRunBesideOneAnother() {
    ThreadPool pool{2};
    EventFlag first, second;
    auto waits = pool.submit([&] {
        first.set();
        second.wait();
    });
    pool.submit([&] {
            first.wait();
            second.set();
        })
        .get();
    waits.get();
}

void ThreadPoolTest::shutdownFinishesWhatWasSubmittedAndTakesNoMore() {
    int ran = 0;  // by one worker
    ThreadPool pool{1};
    for (int i = 0; i < 50; ++i)
        pool.submit([&] { ++ran; });
    pool.shutdown();
    QCOMPARE(ran, 50);
    QVERIFY_EXCEPTION_THROWN(pool.submit([] {}), std::runtime_error);
    pool.shutdown();
}

void ThreadPoolTest::eachThreadHasAValueOfItsOwn() {
    ThreadLocal<int> mine{3}, other{0};
    *mine = 5;
    int theirs = 0;
    Thread([&] {
        theirs = *mine;
        *mine = 9;
        *other = 1;
    });
    QCOMPARE(theirs, 3);
    QCOMPARE(*mine, 5);
    QCOMPARE(*other, 0);
    ThreadLocal<std::vector<int>> list;
    list->push_back(1);
    QCOMPARE(list->size(), 1u);
}

void ThreadPoolTest::whatGivesNothingIsDoneForEachItem() {
    ThreadPool pool{2};
    QCOMPARE(pool.outcome(), Outcome::ok);
    std::atomic<int> sum{0};
    pool.map([&](int i) { sum += i; }, std::vector{1, 2, 3});
    QCOMPARE(sum.load(), 6);
}

void ThreadPoolTest::withoutAThreadNothingCanBeSubmitted() {
    ThreadPool pool{0};
    QCOMPARE(pool.outcome(), Outcome::invalid);
    QVERIFY_EXCEPTION_THROWN(pool.submit([] { return 1; }), std::runtime_error);
}

QTEST_APPLESS_MAIN(ThreadPoolTest)
#include "ThreadPoolTest.moc"
