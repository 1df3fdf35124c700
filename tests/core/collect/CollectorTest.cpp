// SPDX-License-Identifier: MIT
#include <QTest>  // first: moc 6.4 stumbles over <compare> when it meets it before Qt

#include "core/collect/Collector.h"
#include "core/ring/RingWriter.h"
#include "core/ring/RunPageMapping.h"
#include "core/ring/Segment.h"

#include <string>
#include <sys/socket.h>

namespace heddle {
namespace {

// A process as the collector sees one: a real segment, written by the real writer, with one worker.
class ToyProcess {
public:
    ToyProcess(RunPage& page, std::uint32_t number, int socket)
        : m_number(number), m_segment(Segment::make(page, number, 0, AttachSocket{socket})) {
        page.segmentsSent.fetch_add(1);
        takeSlot(number);
    }
    void takeSlot(std::uint32_t worker) {
        m_worker = worker;
        m_slot = m_segment.takeEmptySlot();
        m_slot->worker = worker;
        m_slot->state.store(static_cast<std::uint32_t>(SlotState::running), std::memory_order_release);
        m_ring = RingWriter{*m_slot, m_segment.ringOf(*m_slot), 64};
    }
    void defineWorker(WorkerKind kind, std::uint32_t handle, std::string_view path) {
        Event record = definition(Definition::worker, path);
        record.outcome = static_cast<Outcome>(kind);
        record.site = {m_number};
        record.object = {handle};
        m_ring.write(record, path);
    }
    void defineObject(std::uint32_t id, ObjectKind kind, std::string_view path) {
        Event record = definition(Definition::object, path);
        record.object = {id};
        record.value = static_cast<std::int64_t>(kind);
        m_ring.write(record, path);
    }
    void record(Op op, std::uint32_t object = 0, std::uint32_t order = 0, MessageId message = {},
                std::string_view text = {}) {
        Event event;
        event.start = event.end = static_cast<std::int64_t>(ticksBefore(bestTickSource()));
        event.worker = {m_worker};
        event.op = op;
        event.object = {object};
        event.order = order;
        event.message = message;
        event.operation = ++m_operations;
        event.textBytes = static_cast<std::uint16_t>(text.size());
        m_slot->produced.fetch_add(1);
        m_ring.write(event, text);
    }
    void writeGarbage() {
        Event event;
        event.worker = {m_worker};
        event.op = static_cast<Op>(200);
        m_slot->produced.fetch_add(1);
        m_ring.write(event, {});
    }
    Slot& slot() { return *m_slot; }

private:
    Event definition(Definition kind, std::string_view text) const {
        Event record;
        record.flags = Event::isDefinition;
        record.spare = static_cast<std::uint8_t>(kind);
        record.worker = {m_worker};
        record.textBytes = static_cast<std::uint16_t>(text.size());
        return record;
    }
    std::uint32_t m_number, m_worker = 0, m_operations = 0;
    Segment m_segment;
    Slot* m_slot = nullptr;
    RingWriter m_ring;
};

struct Bench {
    RunPageMapping page = std::move(*RunPageMapping::create(64, false, Mode::free));
    FileDescriptor ours, theirs;
    std::shared_ptr<Trace> trace = std::make_shared<Trace>();
    Collector collector{trace, page.page()};

    Bench() {
        int ends[2] = {-1, -1};
        socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends);
        ours = FileDescriptor{ends[0]};
        theirs = FileDescriptor{ends[1]};
    }
    ToyProcess process(std::uint32_t number) {
        ToyProcess made{page.page(), number, theirs.number()};
        while (auto attachment = receiveAttachment(ours.number()))
            collector.attach(std::move(*attachment));
        return made;
    }
    QStringList told() const {
        QStringList all;
        for (std::size_t i = 0; i < trace->size(); ++i) {
            const Event event = trace->event(i);
            all << QString::fromUtf8(nameOf(event.op).data()) + " " +
                       QString::fromUtf8(nameOf(event.outcome).data());
        }
        return all;
    }
    bool isBalanced() const {
        const CollectCounts counts = collector.counts();
        return counts.produced == counts.stored + counts.lost &&
               counts.stored + counts.madeByCollector == trace->size();
    }
};

}  // namespace

class CollectorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eventsTextsAndDefinitionsComeIntoTheTrace() {
        Bench bench;
        ToyProcess process = bench.process(1);
        process.defineWorker(WorkerKind::process, 0, "main");
        process.defineObject(1, ObjectKind::queue, "main/jobs");
        process.record(Op::queuePut, 1, 1, {1ULL << 32 | 1}, "an apple");
        QCOMPARE(bench.collector.collect(), 1U);
        QCOMPARE(QString::fromStdString(bench.trace->text(0)), "an apple");
        QCOMPARE(bench.trace->event(0).message, MessageId{1});
        QCOMPARE(QString::fromStdString(bench.trace->names().object({1})->path), "main/jobs");
        QCOMPARE(QString::fromStdString(bench.trace->names().worker({1})->path), "main");
        QVERIFY(bench.isBalanced());
    }

    void instantsCountFromTheStartAndNeverGoBack() {
        Bench bench;
        ToyProcess process = bench.process(1);
        for (int i = 0; i < 20; ++i)
            process.record(Op::print);
        bench.collector.collect();
        std::int64_t last = 0;
        for (std::size_t i = 0; i < bench.trace->size(); ++i) {
            QVERIFY(bench.trace->event(i).start >= 0);
            QVERIFY(bench.trace->event(i).end >= last);
            last = bench.trace->event(i).end;
        }
        QVERIFY(last < Span::seconds(100).ns);
    }

    void whoLooksOnIsToldEachEventAsItStandsInTheTrace() {
        Bench bench;
        ToyProcess process = bench.process(1);
        std::vector<std::int64_t> ends;
        bench.collector.onEvent([&](const Event& event, std::string_view) { ends.push_back(event.end); });
        process.record(Op::print);
        bench.collector.flush();
        QCOMPARE(ends.size(), 1U);
        QCOMPARE(ends[0], bench.trace->event(0).end);
    }

    void aSlotWhoseWorkerEndedServesTheNext() {
        Bench bench;
        ToyProcess process = bench.process(1);
        Slot* first = &process.slot();
        process.record(Op::print);
        first->state.store(static_cast<std::uint32_t>(SlotState::ended));
        bench.collector.collect();
        process.takeSlot(2);
        QCOMPARE(&process.slot(), first);
        process.record(Op::print);
        bench.collector.collect();
        QCOMPARE(bench.trace->event(1).worker, WorkerId{2});
        QVERIFY(bench.isBalanced());
    }

    void aKilledSendersMessageHasASender() {
        Bench bench;
        ToyProcess sender = bench.process(1), receiver = bench.process(2);
        sender.defineWorker(WorkerKind::process, 0, "main");
        sender.defineObject(1, ObjectKind::pipeEnd, "main/pipe");
        const MessageId message{1ULL << 32 | 1};
        sender.slot().intent.operation = 9;
        sender.slot().intent.op = static_cast<std::uint8_t>(Op::pipeSend);
        sender.slot().intent.object = 1;
        sender.slot().intent.message = message.number;
        receiver.record(Op::pipeRecv, 1, 2, message);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(bench.collector.collect(), 0U);
        bench.collector.processDied({1}, {.exitCode = {}, .signal = 9});
        bench.collector.collect();
        bench.collector.collect();
        const QStringList wanted{"pipe.send killed", "process.end killed", "pipe.recv ok"};
        QStringList told = bench.told();
        told.sort();
        QStringList sorted = wanted;
        sorted.sort();
        QCOMPARE(told, sorted);
        QVERIFY(bench.told().indexOf("pipe.send killed") < bench.told().indexOf("pipe.recv ok"));
        QVERIFY(bench.isBalanced());
    }

    void whomHeddleEndsTakesNoStep_data() {
        QTest::addColumn<bool>("isByHeddle");
        QTest::newRow("by Heddle") << true;
        QTest::newRow("by somebody else") << false;
    }
    void whomHeddleEndsTakesNoStep() {
        QFETCH(bool, isByHeddle);
        Bench bench;
        ToyProcess process = bench.process(1);
        process.defineWorker(WorkerKind::process, 0, "main");
        process.defineObject(1, ObjectKind::queue, "main/q");
        process.record(Op::print);
        process.slot().intent.operation = 9;
        process.slot().intent.op = static_cast<std::uint8_t>(Op::queueGet);
        process.slot().intent.object = 1;
        process.slot().state.store(static_cast<std::uint32_t>(SlotState::waiting));
        bench.collector.processDied({1}, {.exitCode = {}, .signal = 9, .isByHeddle = isByHeddle});
        bench.collector.finish();
        QCOMPARE(bench.told(), (QStringList{"print ok", "queue.get killed", "process.end killed"}));
        QCOMPARE(bench.trace->steps(), isByHeddle ? std::int64_t(1) : std::int64_t(3));
        QVERIFY((bench.trace->event(1).flags & Event::isBehindOthers) != 0);
    }

    void theEndOfAProcessIsToldOnce_data() {
        QTest::addColumn<bool>("toldItself");
        QTest::newRow("by itself") << true;
        QTest::newRow("in its place") << false;
    }
    void theEndOfAProcessIsToldOnce() {
        QFETCH(bool, toldItself);
        Bench bench;
        ToyProcess process = bench.process(1);
        process.defineWorker(WorkerKind::process, 0, "main");
        if (toldItself)
            process.record(Op::processEnd);
        bench.collector.processDied({1}, {.exitCode = 3, .signal = {}});
        bench.collector.finish();
        QCOMPARE(bench.told(), QStringList{"process.end ok"});
        QCOMPARE(bench.trace->event(0).value, toldItself ? 0 : 3);
        QCOMPARE(bench.collector.counts().madeByCollector, toldItself ? 0U : 1U);
        QVERIFY(bench.isBalanced());
    }

    void anOperationThatWasToldIsNotToldAsKilledToo() {
        Bench bench;
        ToyProcess process = bench.process(1);
        process.record(Op::print);
        process.slot().intent.operation = 1;
        process.slot().intent.op = static_cast<std::uint8_t>(Op::print);
        bench.collector.processDied({1}, {});
        bench.collector.finish();
        QCOMPARE(bench.told(), QStringList{"print ok"});
    }

    void aJoinWaitsUntilTheDeathIsKnown() {
        Bench bench;
        ToyProcess parent = bench.process(1), child = bench.process(2);
        parent.defineObject(1, ObjectKind::process, "main/child");
        child.defineWorker(WorkerKind::process, 1, "main/child");
        parent.record(Op::processStart, 1);
        child.record(Op::processBegin, 1);
        parent.record(Op::processJoin, 1);
        for (int i = 0; i < 3; ++i)
            bench.collector.collect();
        QCOMPARE(bench.told(), (QStringList{"process.start ok", "process.begin ok"}));
        bench.collector.processDied({2}, {.exitCode = 0, .signal = {}});
        bench.collector.collect();
        QCOMPARE(bench.told().mid(2), (QStringList{"process.end ok", "process.join ok"}));
    }

    void aBrokenRingIsToldAndItsEventsAreCountedAsLost() {
        Bench bench;
        ToyProcess process = bench.process(1);
        process.record(Op::print);
        process.writeGarbage();
        process.record(Op::print);
        bench.collector.collect();
        QCOMPARE(bench.collector.counts().stored, 1U);
        QCOMPARE(bench.collector.counts().lost, 2U);
        QVERIFY(bench.isBalanced());
        QCOMPARE(bench.collector.warnings().size(), 1U);
    }

    void anEventCountedButNeverWrittenIsNotProduced() {
        Bench bench;
        ToyProcess process = bench.process(1);
        process.record(Op::print);
        process.slot().produced.fetch_add(1);
        bench.collector.processDied({1}, {});
        bench.collector.finish();
        QCOMPARE(bench.collector.counts().produced, 1U);
        QVERIFY(bench.isBalanced());
    }

    void aDeadProcessKeepsItsCountsAndNothingElse() {
        Bench bench;
        ToyProcess first = bench.process(1);
        first.record(Op::print);
        const auto& segments = bench.collector.segments();
        QVERIFY(segments[0]->isOpen() && segments[0]->pidfd() >= 0);
        bench.collector.processDied({1}, {});
        QVERIFY(!segments[0]->isOpen() && segments[0]->pidfd() < 0);
        bench.process(2);
        QCOMPARE(segments.size(), 1U);
        bench.collector.finish();
        QCOMPARE(bench.collector.counts().produced, 1U);
        QVERIFY(bench.isBalanced());
    }

    void whatIsNoSegmentIsRefusedWithASentence() {
        Bench bench;
        bench.collector.attach(Attachment{});
        QCOMPARE(bench.collector.warnings().size(), 1U);
        QCOMPARE(bench.collector.counts().refused, 1U);
        QCOMPARE(bench.collector.collect(), 0U);
    }

    void heldTimeDoesNotCount() {
        Bench bench;
        ToyProcess process = bench.process(1);
        process.record(Op::print);
        bench.collector.flush();
        bench.collector.standStill();
        const Instant before = monotonicNow(), stands = bench.collector.now();
        bench.collector.standStill();  // it stands already
        while (monotonicNow() - before < Span::millis(2))
            QVERIFY(bench.collector.now() == stands);  // whatever is told meanwhile
        bench.collector.goOn();
        const Span held = monotonicNow() - before;
        process.record(Op::print);
        bench.collector.flush();
        const Span counted{bench.trace->event(1).end - stands.ns};
        QVERIFY2(counted < held, std::to_string(counted.ns).c_str());
        QVERIFY(bench.collector.now() >= stands);
    }
};

}  // namespace heddle

QTEST_GUILESS_MAIN(heddle::CollectorTest)
#include "CollectorTest.moc"
