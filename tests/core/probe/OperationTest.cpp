// SPDX-License-Identifier: MIT
// One operation from its call to its end, as its ring and its slot tell it.
#include <QTest>  // first: moc 6.4 stumbles over <compare> when it meets it before Qt

#include "core/probe/Operation.h"
#include "tests/core/probe/SelfWatch.h"

#include <stdexcept>
#include <thread>

namespace heddle {
namespace {

test::SelfWatch& heddleItself() {
    static test::SelfWatch watch{1024};
    return watch;
}

const SourceLine noLine{"", 0, ""};

std::vector<Event> told() {
    std::vector<Event> events = heddleItself().recordsOf(thisWorker()->id);
    std::erase_if(events, [](const Event& record) { return (record.flags & Event::isDefinition) != 0; });
    return events;
}

IntentNow intent() {
    return heddleItself().slotOf(thisWorker()->id).intent().value();
}

}  // namespace

class OperationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { heddleItself(); }
    void init() { heddleItself().readAll(); }

    void whatItIsAboutToDoStandsInTheSlotBeforeTheEffect() {
        Object object{{ObjectKind::queue}, "q"};
        QVERIFY(intent().isIdle());
        {
            Operation operation{Op::queuePut, object, noLine, Patience::atMost(std::chrono::seconds(1)), 5};
            const IntentNow now = intent();
            QCOMPARE(now.op, Op::queuePut);
            QCOMPARE(now.object, object.id());
            QCOMPARE(now.phase, Phase::called);
            QCOMPARE(now.value, std::int64_t(5));
            QVERIFY(now.mayTimeOut);
            const MessageId message = operation.newMessage();
            QCOMPARE(intent().message, message);
            QCOMPARE(operation.newMessage(), message);
            operation.done();
        }
        QVERIFY(intent().isIdle());
        QVERIFY(!told().empty());
    }

    void oneThatDoesNotWaitIsOneRecord() {
        Object object{{ObjectKind::shared}, "s"};
        heddleItself().readAll();
        {
            Operation operation{Op::sharedStore, object, noLine};
            operation.takesEffect();
            operation.done(Outcome::ok, "four");
        }
        const auto events = told();
        QCOMPARE(events.size(), std::size_t(1));
        QCOMPARE(events[0].phase, Phase::done);
        QCOMPARE(events[0].order, std::uint32_t(1));
        QCOMPARE(events[0].textBytes, std::uint16_t(4));
        QVERIFY(events[0].start <= events[0].end);
    }

    void oneInsideAnotherIsPartOfItAndOfTheLibrary() {
        Object object{{ObjectKind::condition}, "c"};
        {
            Operation outer{Op::conditionWait, object, noLine};
            {
                Operation inner{Op::mutexRelease, object, noLine};
                QCOMPARE(intent().op, Op::mutexRelease);
                inner.done();
            }
            QCOMPARE(intent().op, Op::conditionWait);
            outer.done();
        }
        const auto events = told();
        QCOMPARE(events.size(), std::size_t(2));
        QCOMPARE(events[0].parent, events[1].operation);
        QCOMPARE(events[0].depth, Depth::library);
        QCOMPARE(events[1].parent, std::uint32_t(0));
        QCOMPARE(events[1].depth, Depth::program);
    }

    void oneThatIsLeftByAnExceptionHasFailed() {
        Object object{{ObjectKind::queue}, "q"};
        try {
            const Operation operation{Op::queuePut, object, noLine};
            throw std::runtime_error("a copy that threw");
        } catch (const std::runtime_error&) {
        }
        const auto events = told();
        QCOMPARE(events.size(), std::size_t(1));
        QCOMPARE(events[0].phase, Phase::failed);
        QCOMPARE(events[0].outcome, Outcome::error);
        QVERIFY(intent().isIdle());
    }

    void aTextThatIsTooLongIsCutWithAMark() {
        Operation{Op::print, noLine}.done(Outcome::ok, std::string(Event::textLimit + 1, 'x'));
        Operation{Op::print, noLine}.done(Outcome::ok, std::string(Event::textLimit, 'x'));
        const auto events = told();
        QCOMPARE(events.size(), std::size_t(2));
        QVERIFY((events[0].flags & Event::textWasCut) != 0);
        QCOMPARE(events[0].textBytes, std::uint16_t(Event::textLimit));
        QVERIFY((events[1].flags & Event::textWasCut) == 0);
    }

    void aParkedOneIsWokenByItsTurnOrByItsTimeout() {
        Object object{{ObjectKind::mutex}, "m"};
        Operation patient{Op::mutexAcquire, object, noLine};
        const std::uint32_t seen = patient.glance();
        FutexWord& turn = patient.turn();
        std::thread waker([&] {
            turn.fetch_add(1);
            futexWake(turn, 1);
        });
        QCOMPARE(patient.park(seen, false), Wake::retry);
        waker.join();
        patient.done();
        Operation hasty{Op::mutexAcquire, object, noLine, Patience::atMost(std::chrono::milliseconds(1))};
        QCOMPARE(hasty.park(hasty.glance(), false), Wake::timeout);
        hasty.failed(Outcome::timeout);
    }

    void aThreadThatEndsTellsItAndGivesItsSlotBack() {
        std::atomic<std::uint32_t> id{0};
        std::thread stranger([&] {
            Operation{Op::print, noLine}.done();
            id = thisWorker()->id.number;
        });
        stranger.join();
        const SlotView slot = heddleItself().slotOf({id});
        QCOMPARE(slot.state(), SlotState::ended);
        const auto events = heddleItself().recordsOf({id});
        QCOMPARE(events.back().op, Op::threadEnd);
        QCOMPARE(events.back().worker, WorkerId{id});
        heddleItself().readAll();
        QCOMPARE(slot.state(), SlotState::empty);
    }
};

}  // namespace heddle

QTEST_APPLESS_MAIN(heddle::OperationTest)
#include "OperationTest.moc"
