// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/MaxTree.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace heddle;

class MaxTreeTest : public QObject {
    Q_OBJECT
private slots:
    void emptyTreeHasNoGreatest() {
        QVERIFY(!MaxTree().greatestIn(0, 5).has_value());
        QCOMPARE(MaxTree().nextAtLeast(0, 1), std::size_t(0));
    }

    void answersAsALoopWould() {
        std::mt19937 random(7);
        MaxTree tree;
        std::vector<std::int64_t> row;
        for (int i = 0; i < 5000; ++i) {
            row.push_back(static_cast<std::int64_t>(random() % 100000));
            tree.append(row.back());
            if (i % 3 == 0) {
                const std::size_t at = random() % row.size();
                row[at] = static_cast<std::int64_t>(random() % 100000);
                tree.set(at, row[at]);
            }
            if (i % 10 != 0)
                continue;
            const std::size_t from = random() % row.size(), to = from + 1 + random() % (row.size() - from);
            const auto begin = row.begin() + static_cast<std::ptrdiff_t>(from);
            QCOMPARE(tree.greatestIn(from, to),
                     *std::max_element(begin, row.begin() + static_cast<std::ptrdiff_t>(to)));
            const auto least = static_cast<std::int64_t>(90000 + random() % 12000);
            const auto next =
                std::find_if(begin, row.end(), [&](std::int64_t value) { return value >= least; });
            QCOMPARE(tree.nextAtLeast(from, least), static_cast<std::size_t>(next - row.begin()));
        }
    }
};

QTEST_GUILESS_MAIN(MaxTreeTest)
#include "MaxTreeTest.moc"
