// SPDX-License-Identifier: MIT
#include <QTest>  // first: moc 6.4 stumbles over <compare> when it meets it before Qt

#include "core/collect/Definitions.h"
#include "core/probe/Object.h"
#include "core/probe/Worker.h"
#include "tests/core/probe/SelfWatch.h"

#include <barrier>
#include <sched.h>
#include <thread>
#include <vector>

namespace heddle {
namespace {

test::SelfWatch& heddleItself() {
    static test::SelfWatch watch{4096};
    return watch;
}

// What a fork changes for an object, in this same process, so that TSan can look on: all that was there
// before is inherited.
void asInTheChildOfAFork() {
    ++watch::generation;
}

std::vector<Event> definitionsOf(const std::vector<Event>& records) {
    std::vector<Event> found;
    for (const Event& record : records)
        if ((record.flags & Event::isDefinition) != 0 &&
            static_cast<Definition>(record.spare) == Definition::object)
            found.push_back(record);
    return found;
}

}  // namespace

class ObjectTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { heddleItself(); }
    void init() { heddleItself().readAll(); }

    void whereNobodyForkedNothingIsForgotten() {
        Object object{{ObjectKind::mutex}, "m"};
        bool isForgotten = false;
        object.afterFork([&] { isForgotten = true; });
        QVERIFY(!isForgotten);
    }

    void aPrivateObjectBecomesTheChildsOwn() {
        Object object{{ObjectKind::mutex}, "m"};
        const ObjectId before = object.id();
        object.nextOrder();
        heddleItself().readAll();
        asInTheChildOfAFork();
        int forgotten = 0;
        object.afterFork([&] { ++forgotten; });
        object.afterFork([&] { ++forgotten; });
        QCOMPARE(forgotten, 1);
        QVERIFY(object.id() != before);
        const auto told = definitionsOf(heddleItself().recordsOf(thisWorker()->id));
        QCOMPARE(told.size(), std::size_t(1));
        QCOMPARE(told[0].object, object.id());
        QCOMPARE(told[0].message.number, std::uint64_t(before.number));  // a copy of
        QCOMPARE(told[0].order, std::uint32_t(1));                       // and counts on
    }

    void aVariableTellsWhatItIsMadeWithWhateverNumberThatIs() {
        for (const std::int64_t value : {std::int64_t{0}, std::int64_t{-5}, std::int64_t{7} << 40}) {
            const Object variable{{ObjectKind::shared, value}, "x"};
            const auto told = definitionsOf(heddleItself().recordsOf(thisWorker()->id));
            QCOMPARE(told.size(), std::size_t(1));
            QCOMPARE(objectDefinedBy(told[0], "main/x")->capacity, std::optional(value));
        }
        const Object variable{{ObjectKind::shared}, "x"};
        const auto told = definitionsOf(heddleItself().recordsOf(thisWorker()->id));
        QCOMPARE(objectDefinedBy(told.at(0), "main/x")->capacity, std::optional<std::int64_t>());
    }

    void oneThatIsReallySharedStaysTheSame() {
        std::atomic<std::uint32_t> count{0};
        Object object{{ObjectKind::process, {}, &count}, "p"};
        const ObjectId before = object.id();
        heddleItself().readAll();
        asInTheChildOfAFork();
        object.afterFork([] {});
        QCOMPARE(object.id(), before);
        QVERIFY(definitionsOf(heddleItself().recordsOf(thisWorker()->id)).empty());
        QCOMPARE(object.nextOrder(), std::uint32_t(1));
        QCOMPARE(count.load(), std::uint32_t(1));
    }

    void threadsThatUseAnInheritedObjectAtOnceAdoptItOnceAndNeverComeBeforeIt() {
        constexpr int users = 3, rounds = 100;
        struct Inherited {
            Object object{{ObjectKind::mutex}, "m"};
            ObjectId before = object.id();
            std::atomic<int> here{0};
            int forgotten = 0;  // no atomic: TSan is to see whoever reads it too early
        };
        std::vector<std::unique_ptr<Inherited>> all(rounds);
        int tooEarly[users] = {};
        std::barrier meet{users + 1};
        std::vector<std::thread> threads;
        for (int& early : tooEarly)
            threads.emplace_back([&] {
                for (int round = 0; round < rounds; ++round) {
                    meet.arrive_and_wait();
                    Inherited& its = *all[static_cast<std::size_t>(round)];
                    ++its.here;
                    its.object.afterFork([&] {
                        while (its.here < users)  // whoever is not held up passes meanwhile
                            sched_yield();
                        for (int i = 0; i < 10; ++i)
                            sched_yield();
                        ++its.forgotten;
                    });
                    early += its.forgotten != 1 || its.object.id() == its.before ? 1 : 0;
                    meet.arrive_and_wait();
                }
            });
        int wrong = 0;
        for (auto& its : all) {
            its = std::make_unique<Inherited>();
            heddleItself().readAll();
            asInTheChildOfAFork();
            meet.arrive_and_wait();
            meet.arrive_and_wait();
            wrong += its->forgotten != 1 ? 1 : 0;
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(wrong, 0);
        for (const int early : tooEarly)
            QCOMPARE(early, 0);
    }
};

}  // namespace heddle

QTEST_APPLESS_MAIN(heddle::ObjectTest)
#include "ObjectTest.moc"
