// SPDX-License-Identifier: MIT
#include "core/sync/Shared.h"

#include "core/sync/Thread.h"

#include <QTest>
#include <vector>

using namespace heddle;

class SharedTest : public QObject {
    Q_OBJECT
private slots:
    void compareExchangeWritesOnlyOverWhatItExpects();
    void addsOfManyThreadsLoseNone();
};

void SharedTest::compareExchangeWritesOnlyOverWhatItExpects() {
    Shared<int> shared{"s", 3};
    int expected = 2;
    QVERIFY(!shared.compareExchange(expected, 5));
    QCOMPARE(expected, 3);
    QVERIFY(shared.compareExchange(expected, 5));
    QCOMPARE(expected, 3);
    QCOMPARE(shared.load(), 5);
}

void SharedTest::addsOfManyThreadsLoseNone() {
    Shared<int> added{"added", 0}, exchanged{"exchanged", 0};
    {
        std::vector<Thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (int k = 0; k < 500; ++k) {
                    added.fetchAdd(2);
                    for (int seen = exchanged.load(); !exchanged.compareExchange(seen, seen + 1);)
                        ;
                }
            });
    }
    QCOMPARE(added.fetchAdd(1), 4000);
    QCOMPARE(added.load(), 4001);
    QCOMPARE(exchanged.load(), 2000);
}

QTEST_APPLESS_MAIN(SharedTest)
#include "SharedTest.moc"
