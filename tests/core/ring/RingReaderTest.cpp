// SPDX-License-Identifier: MIT
#include <QTest>  // first: moc 6.4 stumbles over <compare> when it meets it before Qt

#include "core/ring/RingReader.h"
#include "core/ring/RingWriter.h"

#include <array>
#include <string>
#include <thread>

namespace heddle {
namespace {

constexpr std::int64_t now = 1'000'000;
constexpr WorkerId worker{7};

Event anEvent(std::int64_t value = 0) {
    Event event;
    event.worker = worker;
    event.op = Op::queuePut;
    event.value = value;
    event.end = 10;
    return event;
}

// A slot with a ring of eight, and both its ends.
struct Ring {
    Slot slot{};
    std::array<Event, 8> records{};
    RingWriter writer{slot, records.data(), 8};
    RingReader reader{SlotView{slot, records.data(), 8}};
    std::vector<Event> read;
    std::vector<std::size_t> definitions;

    Ring() { reader.begin(worker); }
    std::size_t drain() { return reader.drain(read, definitions, now); }
    void write(Event event, std::string_view text = {}) {
        event.textBytes = static_cast<std::uint16_t>(text.size());
        writer.write(event, text);
    }
};

}  // namespace

class RingReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eventsComeOutInTheirOrderAlsoAcrossTheRingsEnd() {
        Ring ring;
        std::int64_t next = 0;
        for (int round = 0; round < 5; ++round) {
            for (int i = 0; i < 5; ++i)
                ring.write(anEvent(next++));
            QCOMPARE(ring.drain(), 5U);
        }
        QCOMPARE(ring.reader.eventsRead(), 25U);
        for (std::size_t i = 0; i < ring.read.size(); ++i)
            QCOMPARE(ring.read[i].value, static_cast<std::int64_t>(i));
    }

    void aTextFollowsItsEventAlsoAcrossTheRingsEnd() {
        Ring ring;
        for (int i = 0; i < 6; ++i)
            ring.write(anEvent());
        ring.drain();
        ring.read.clear();
        const std::string text(150, 'x');
        ring.write(anEvent(), text);
        QCOMPARE(ring.drain(), 1U);
        QCOMPARE(ring.read.size(), 4U);
        QCOMPARE(std::string(reinterpret_cast<const char*>(&ring.read[1]), 150), text);
    }

    void aTextThatHasNotWhollyComeIsWaitedFor() {
        Ring ring;
        ring.write(anEvent(1));
        Event second = anEvent(2);
        second.textBytes = 100;
        ring.writer.write(second, {});
        QCOMPARE(ring.drain(), 1U);
        QVERIFY(!ring.reader.isBroken());
        QVERIFY(!ring.reader.isDrained());
        ring.writer.write({}, {});
        ring.writer.write({}, {});
        QCOMPARE(ring.drain(), 1U);
        QVERIFY(ring.reader.isDrained());
    }

    void definitionsAreToldApartAndNotCounted() {
        Ring ring;
        Event definition = anEvent();
        definition.flags = Event::isDefinition;
        definition.spare = static_cast<std::uint8_t>(Definition::object);
        ring.write(anEvent());
        ring.write(definition, "main/jobs");
        QCOMPARE(ring.drain(), 1U);
        QCOMPARE(ring.definitions, std::vector<std::size_t>{1});
    }

    void anInstantInTheFutureBecomesNow() {
        Ring ring;
        Event event = anEvent();
        event.start = event.end = now + 5;
        ring.write(event);
        ring.drain();
        QCOMPARE(ring.read.at(0).end, now);
        QCOMPARE(ring.read.at(0).start, now);
    }

    void nonsenseBreaksTheRingAndNothingElse_data() {
        QTest::addColumn<QByteArray>("record");
        const auto row = [](const char* name, auto&& spoil) {
            Event event = anEvent();
            spoil(event);
            QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(&event), sizeof event);
        };
        row("an operation beyond the last", [](Event& e) { e.op = static_cast<Op>(opCount); });
        row("no operation", [](Event& e) { e.op = Op::none; });
        row("a phase beyond the last", [](Event& e) { e.phase = static_cast<Phase>(4); });
        row("an outcome beyond the last", [](Event& e) { e.outcome = static_cast<Outcome>(11); });
        row("a depth beyond the last", [](Event& e) { e.depth = static_cast<Depth>(3); });
        row("a text that is too long", [](Event& e) { e.textBytes = 257; });
        row("another worker", [](Event& e) { e.worker = {8}; });
        row("no worker", [](Event& e) { e.worker = {}; });
        row("what only the collector may say", [](Event& e) { e.flags = Event::madeByCollector; });
        row("an unknown definition", [](Event& e) {
            e.flags = Event::isDefinition;
            e.spare = 9;
        });
    }
    void nonsenseBreaksTheRingAndNothingElse() {
        QFETCH(QByteArray, record);
        Event bad;
        std::memcpy(static_cast<void*>(&bad), record.constData(), sizeof bad);
        Ring ring;
        ring.write(anEvent(1));
        ring.writer.write(bad, {});
        ring.write(anEvent(3));
        QCOMPARE(ring.drain(), 1U);
        QVERIFY(ring.reader.isBroken());
        QCOMPARE(ring.read.size(), 1U);
        ring.write(anEvent(4));
        QCOMPARE(ring.drain(), 0U);
        QVERIFY2(ring.reader.isDrained(), "its worker must not wait for room for ever");
    }

    void aHeadBeyondReasonBreaksTheRing() {
        Ring ring;
        ring.slot.head.store(1'000'000);
        QCOMPARE(ring.drain(), 0U);
        QVERIFY(ring.reader.isBroken());
    }

    void aTailThatSomebodyChangedIsNotBelieved() {
        Ring ring;
        ring.write(anEvent(1));
        ring.drain();
        ring.slot.tail.store(0);
        ring.write(anEvent(2));
        QCOMPARE(ring.drain(), 1U);
        QCOMPARE(ring.read.back().value, 2);
    }

    void aWorkerThatWaitsForRoomIsWoken() {
        Ring ring;
        RunPage page{};
        for (int i = 0; i < 8; ++i)
            ring.write(anEvent());
        std::thread worker([&] {
            while (!ring.writer.hasRoom(0))
                ring.writer.waitForRoom(page, 0, Span::seconds(100));
            ring.write(anEvent(9));
        });
        while (ring.slot.waitsForRoom.load() == 0)
            std::this_thread::yield();
        ring.drain();
        worker.join();
        QCOMPARE(ring.drain(), 1U);
    }

    void aSlotGivenBackIsReadForTheNextWorker() {
        Ring ring;
        ring.write(anEvent());
        ring.slot.state.store(static_cast<std::uint32_t>(SlotState::ended));
        ring.drain();
        ring.reader.giveBack();
        QCOMPARE(ring.slot.state.load(), static_cast<std::uint32_t>(SlotState::empty));
        ring.reader.begin({8});
        Event event = anEvent();
        event.worker = {8};
        ring.write(event);
        QCOMPARE(ring.drain(), 1U);
    }
};

}  // namespace heddle

QTEST_GUILESS_MAIN(heddle::RingReaderTest)
#include "RingReaderTest.moc"
