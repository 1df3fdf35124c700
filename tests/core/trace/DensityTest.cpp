// SPDX-License-Identifier: MIT
#include "core/trace/Density.h"

#include <QTest>

#include <random>
#include <vector>

using namespace heddle;

namespace {

struct Row {
    Density density;
    std::vector<Density::Mark> marks;

    void append(std::int64_t end, std::int64_t waited) {
        marks.push_back({end, waited, static_cast<std::uint8_t>(marks.size() % 3)});
        density.append(marks.back());
    }
    std::size_t firstEndingAfter(std::int64_t position) const {  // by walking
        std::size_t i = 0;
        while (i < marks.size() && marks[i].end <= position)
            ++i;
        return i;
    }
};

Row randomRow(std::size_t spans, std::uint32_t seed) {
    std::mt19937 random(seed);
    Row row;
    std::int64_t end = 0, waited = 0;
    for (std::size_t i = 0; i < spans; ++i) {
        end += i % 50 == 0 ? 1000 : random() % 7;
        waited += random() % 3;
        row.append(end, waited);
    }
    return row;
}

}  // namespace

class DensityTest : public QObject {
    Q_OBJECT
private slots:
    void findsTheGroupInWhichTheSpanIs() {
        for (const std::size_t spans : {0, 1, 15, 16, 17, 255, 256, 300, 5000}) {
            const Row row = randomRow(spans, 7);
            for (std::int64_t position = -1; position < 9000; position += 11) {
                const auto place = row.density.firstEndingAfter(position, -1);
                const std::size_t exact = row.firstEndingAfter(position);
                QVERIFY(place.first <= exact && exact <= place.last);
                QVERIFY(place.last - place.first <= Density::leaf);
                if (place.first > 0)
                    QCOMPARE(place.before.waited, row.marks[place.first - 1].waited);
                else
                    QCOMPARE(place.before.waited, std::int64_t(0));
            }
        }
    }

    void looksNoCloserThanIsAskedFor() {
        const Row row = randomRow(5000, 3);
        int told = 0;
        for (std::int64_t position = 0; position < 100000; position += 37) {
            const auto place = row.density.firstEndingAfter(position, 40);
            const std::size_t exact = row.firstEndingAfter(position);
            QVERIFY(place.first <= exact && exact <= place.last);
            if (!place.isNear)
                continue;
            ++told;
            QCOMPARE(place.before.end, place.first > 0 ? row.marks[place.first - 1].end : 0);
            QCOMPARE(place.by.end, row.marks[place.last - 1].end);
            QCOMPARE(place.by.waited, row.marks[place.last - 1].waited);
            QVERIFY(place.by.end - place.before.end <= 40);
        }
        QVERIFY(told > 100);
    }

    void aDigestTellsTheSameLessFinely() {
        for (const std::size_t spans : {0, 1, 3, 4, 5, 63, 64, 1000, 5000, 70000}) {
            const Row row = randomRow(spans, 5);
            const Density::Digest digest = row.density.digest(100);
            QVERIFY(digest.marks.size() <= 101);
            Density little;
            QVERIFY(little.restore(digest));
            QCOMPARE(little.size(), spans);
            for (std::int64_t position = -1; position < 300000; position += 911) {
                const auto place = little.firstEndingAfter(position, -1);
                const std::size_t exact = row.firstEndingAfter(position);
                QVERIFY(place.first <= exact && exact <= place.last);
                QCOMPARE(place.before.waited, place.first > 0 ? row.marks[place.first - 1].waited : 0);
                QCOMPARE(place.by.waited, place.last > 0 ? row.marks[place.last - 1].waited : 0);
            }
        }
    }

    void whatIsNoDigestIsRefused() {
        Density little;
        const Density::Digest good = randomRow(1000, 5).density.digest(100);
        QVERIFY(little.restore(good));
        for (const std::uint64_t spans : {std::uint64_t{0}, good.spans * 2, ~std::uint64_t{0}}) {
            Density::Digest bad = good;
            bad.spans = spans;
            QVERIFY(!little.restore(bad));
        }
        Density::Digest bad = good;
        bad.row = 1000;
        QVERIFY(!little.restore(bad));
    }

    void anEndThatIsLessThanBeforeCountsAsBefore() {
        Density density;
        for (std::size_t i = 0; i < Density::leaf; ++i)
            density.append({i == 3 ? 100 : 5, 0, 0});
        QCOMPARE(density.firstEndingAfter(99, -1).first, std::size_t(0));
        QCOMPARE(density.firstEndingAfter(100, -1).first, Density::leaf);
    }
};

QTEST_APPLESS_MAIN(DensityTest)
#include "DensityTest.moc"
