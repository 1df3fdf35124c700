// SPDX-License-Identifier: MIT
#include <QTest>  // first: moc 6.4 stumbles over <compare> when it meets it before Qt

#include "core/probe/Operation.h"
#include "tests/core/probe/SelfWatch.h"

#include <algorithm>
#include <sched.h>
#include <thread>

namespace heddle {
namespace {

constexpr std::uint32_t ringRecords = 64;

test::SelfWatch& heddleItself() {
    static test::SelfWatch watch{ringRecords};
    return watch;
}

SourceLine line(std::uint32_t number) {
    return {"program.cpp", number, "main"};
}

std::vector<Event> sitesAmong(const std::vector<Event>& records) {
    std::vector<Event> found;
    for (const Event& record : records)
        if ((record.flags & Event::isDefinition) != 0 &&
            static_cast<Definition>(record.spare) == Definition::site)
            found.push_back(record);
    return found;
}

// One record is left: enough for an event, and not for a definition.
void fillTheRing() {
    const Slot& slot = thisWorker()->slot();
    while (slot.head - slot.tail < ringRecords - 1)
        Operation{Op::print, SourceLine{"program.cpp", 0, ""}}.done();
}

}  // namespace

class SitesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { heddleItself(); }
    void init() { heddleItself().readAll(); }

    void aLineIsDefinedOnceAheadOfItsFirstEvent() {
        for (int i = 0; i < 2; ++i)
            Operation{Op::print, line(7)}.done();
        const auto records = heddleItself().recordsOf(thisWorker()->id);
        QCOMPARE(records.size(), std::size_t(3));
        QCOMPARE(sitesAmong({records.front()}).size(), std::size_t(1));
        QCOMPARE(records[0].value, std::int64_t(7));
        QCOMPARE(records[1].site, records[0].site);
        QCOMPARE(records[2].site, records[0].site);
    }

    void whatTheStandardLibraryCallsHasNoLine() {
        Operation{Op::print, SourceLine{"/usr/include/c++/12/bits/x.h", 7, "f"}}.done();
        const auto records = heddleItself().recordsOf(thisWorker()->id);
        QCOMPARE(records.size(), std::size_t(1));
        QVERIFY(records[0].site.isNone());
    }

    void whoMustWaitToDefineALineHoldsNobodyUp() {
        std::atomic<std::uint32_t> id{0};
        std::atomic<bool> isOver{false};
        std::thread full([&] {
            id = thisWorker()->id.number;
            fillTheRing();
            Operation{Op::print, line(10)}.done();
            isOver = true;
        });
        while (id == 0)
            sched_yield();
        const SlotView slot = heddleItself().slotOf({id});
        while (slot.raw().waitsForRoom == 0)
            sched_yield();
        // Would never end if that one held anything.
        Operation{Op::print, line(11)}.done();
        QVERIFY(!isOver);
        std::vector<Event> records;
        for (bool isLast = false; !isLast; sched_yield()) {
            isLast = isOver;
            for (const Event& record : heddleItself().recordsOf({id}))
                records.push_back(record);
        }
        const auto wait = std::ranges::find(records, Op::ringWait, &Event::op);
        QVERIFY(wait != records.end());
        const auto told = std::ranges::find(wait, records.end(), Op::print, &Event::op);
        QVERIFY(told != records.end());
        // Or an event could go before its line is known: the collector reads one ring after another.
        QVERIFY(told->end >= wait->end);
        full.join();
    }

    void threadsThatUseALineAtOnceGiveItOneNumber() {
        std::vector<SiteId> given(3);
        std::vector<std::thread> threads;
        for (SiteId& its : given)
            threads.emplace_back([&its] { its = siteOf(line(12), *thisWorker()); });
        for (std::thread& thread : threads)
            thread.join();
        QVERIFY(!given[0].isNone());
        QCOMPARE(given[1], given[0]);
        QCOMPARE(given[2], given[0]);
    }
};

}  // namespace heddle

QTEST_APPLESS_MAIN(heddle::SitesTest)
#include "SitesTest.moc"
