// SPDX-License-Identifier: MIT
#include "core/sync/LifoQueue.h"
#include "core/sync/PriorityQueue.h"

#include <QTest>
#include <functional>
#include <string>
#include <utility>

using namespace heddle;

class OrderedQueueTest : public QObject {
    Q_OBJECT
private slots:
    void lastInIsFirstOut();
    void theLeastLeavesFirstAndEqualsInTheOrderOfArrival();
    void theOrderMayBeAnother();
    void capacityAndClosingAreThoseOfAnyQueue();
};

void OrderedQueueTest::lastInIsFirstOut() {
    LifoQueue<int> queue{"q"};
    for (int i = 1; i <= 3; ++i)
        queue.put(i);
    QCOMPARE(*queue.get(), 3);
    queue.put(4);
    QCOMPARE(*queue.get(), 4);
    QCOMPARE(*queue.get(), 2);
    QCOMPARE(*queue.get(), 1);
}

void OrderedQueueTest::theLeastLeavesFirstAndEqualsInTheOrderOfArrival() {
    const auto isLess = [](const std::pair<int, std::string>& a, const std::pair<int, std::string>& b) {
        return a.first < b.first;
    };
    PriorityQueue<std::pair<int, std::string>, decltype(isLess)> queue{"q"};
    for (const char* item : {"2a", "1a", "3a", "1b", "2b", "1c"})
        queue.put({item[0] - '0', item});
    std::string left;
    for (int i = 0; i < 6; ++i)
        left += queue.get()->second + " ";
    QCOMPARE(left, std::string("1a 1b 1c 2a 2b 3a "));
}

void OrderedQueueTest::theOrderMayBeAnother() {
    PriorityQueue<int, std::greater<>> queue{"q"};
    for (const int i : {2, 3, 1})
        queue.put(i);
    QCOMPARE(*queue.get(), 3);
    QCOMPARE(*queue.get(), 2);
}

void OrderedQueueTest::capacityAndClosingAreThoseOfAnyQueue() {
    PriorityQueue<int> queue{"q", 2};
    QCOMPARE(queue.put(2), Outcome::ok);
    QCOMPARE(queue.put(1), Outcome::ok);
    QCOMPARE(queue.tryPut(0), Outcome::full);
    queue.close();
    QCOMPARE(queue.put(0), Outcome::closed);
    QCOMPARE(*queue.get(), 1);
    QCOMPARE(*queue.get(), 2);
    QCOMPARE(queue.get().outcome(), Outcome::closed);
}

QTEST_APPLESS_MAIN(OrderedQueueTest)
#include "OrderedQueueTest.moc"
