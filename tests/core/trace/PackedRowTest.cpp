// SPDX-License-Identifier: MIT
#include "core/trace/PackedRow.h"
#include "core/base/Id.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <random>
#include <vector>

using namespace heddle;

namespace {

enum class Colour : std::uint8_t { red, green, blue };

struct Fact {
    std::int64_t instant = 0;
    std::size_t event = 0;
    MessageId message;
    std::uint32_t lane = 0;
    Colour colour = Colour::red;
    bool isTold = false;

    static constexpr auto fields() {
        return std::tuple(&Fact::instant, &Fact::event, &Fact::message, &Fact::lane, &Fact::colour,
                          &Fact::isTold);
    }
    bool operator==(const Fact&) const = default;
};

using Facts = PackedRow<Fact>;

// Of numbers that differ by as many bits as are asked for.
std::vector<Fact> someFacts(std::size_t count, int bits, std::uint32_t seed) {
    std::mt19937_64 random(seed);
    const auto next = [&] { return bits == 0 ? 0 : random() >> (64 - bits); };
    std::vector<Fact> facts;
    for (std::size_t i = 0; i < count; ++i)
        facts.push_back({static_cast<std::int64_t>(next()) - 1000, next(), MessageId{next()},
                         static_cast<std::uint32_t>(next()), static_cast<Colour>(next() % 3),
                         next() % 2 == 1});
    return facts;
}

bool areSame(const Facts& row, const std::vector<Fact>& facts) {
    return row.size() == facts.size() && std::equal(row.begin(), row.end(), facts.begin());
}

}  // namespace

class PackedRowTest : public QObject {
    Q_OBJECT
private slots:
    void whatWentInComesOut_data() {
        QTest::addColumn<int>("bits");
        for (const int bits : {0, 1, 7, 8, 9, 16, 24, 31, 32, 33, 40, 48, 56, 57, 63, 64})
            QTest::addRow("differ by %d bits", bits) << bits;
    }
    void whatWentInComesOut() {
        QFETCH(const int, bits);
        for (const std::size_t count : {std::size_t{1}, Facts::blockRows - 1, Facts::blockRows,
                                        Facts::blockRows + 1, 5 * Facts::blockRows}) {
            const std::vector<Fact> facts = someFacts(count, bits, 3);
            Facts row;
            for (const Fact& fact : facts)
                row.append(fact);
            QVERIFY(areSame(row, facts));
            const Facts copy = row;
            row = Facts();
            QVERIFY(row.empty() && areSame(copy, facts));
        }
    }
    void theFarthestNumbersComeOut() {
        using Limits = std::numeric_limits<std::int64_t>;
        Facts row;
        std::vector<Fact> facts;
        for (std::size_t i = 0; i < 2 * Facts::blockRows; ++i) {
            Fact fact;
            fact.instant = i % 3 == 0 ? Limits::min() : i % 3 == 1 ? Limits::max() : -1;
            fact.event = i % 2 == 0 ? std::numeric_limits<std::size_t>::max() : 0;
            facts.push_back(fact);
            row.append(fact);
        }
        QVERIFY(areSame(row, facts));
    }
    // Messages are received in another order than they were sent in, and some never.
    void whatIsOpenChangesUntilItIsSettled() {
        constexpr std::size_t count = 4 * Facts::blockRows + 10;
        std::vector<Fact> facts = someFacts(count, 40, 5);
        Facts row;
        for (const Fact& fact : facts)
            row.open(fact);
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < count; ++i)
            if (i != 2 * Facts::blockRows + 3)
                order.push_back(i);
        std::shuffle(order.begin(), order.end(), std::mt19937(7));
        for (const std::size_t index : order) {
            facts[index].event = row.opened(index).event = index * index;
            row.settle(index);
            QCOMPARE(row[index].event, index * index);
        }
        QVERIFY(areSame(row, facts));
        Fact& last = row.opened(2 * Facts::blockRows + 3);
        last.lane = facts[2 * Facts::blockRows + 3].lane = 99;
        QVERIFY(areSame(row, facts));
    }
    // A thing among its like takes the bytes in which it differs from them.
    void takesAsLittleAsItsNumbersDiffer() {
        std::vector<std::int64_t> numbers;
        for (std::int64_t i = 0; i < 200; ++i)
            numbers.insert(numbers.end(), {1'000'000'000'000 + i, 7, 70'000 * i});
        const PackedBlock block(numbers, 3);
        const std::size_t heads = PackedBlock({}, 3).bytes();
        QCOMPARE(block.bytes() - heads, std::size_t(200 * (1 + 0 + 3)));
    }
    void whatIsSettledIsKeptPackedOnly() {
        constexpr std::size_t count = 100 * Facts::blockRows;
        Facts row;
        for (std::int64_t i = 0; i < std::int64_t{count}; ++i) {
            Fact fact;
            fact.instant = i;
            row.append(fact);
        }
        QVERIFY2(row.bytes() < 4 * count, qPrintable(QString::number(row.bytes() / count)));
        QVERIFY(sizeof(Fact) > 30);
    }
    void aPlaceIsFoundByHalving() {
        Facts row;
        for (std::int64_t i = 0; i < 3000; ++i) {
            Fact fact;
            fact.instant = 5 * i;
            row.append(fact);
        }
        for (const std::int64_t instant : {-1, 0, 1, 5, 1279, 1280, 1281, 14995, 20000}) {
            const auto found = std::partition_point(row.begin(), row.end(),
                                                    [&](const Fact& f) { return f.instant < instant; });
            QCOMPARE(found - row.begin(), std::clamp<std::int64_t>((instant + 4) / 5, 0, 3000));
        }
    }
};

QTEST_APPLESS_MAIN(PackedRowTest)
#include "PackedRowTest.moc"
