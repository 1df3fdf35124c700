// SPDX-License-Identifier: MIT
#include <QTest>  // first: moc 6.4 stumbles over <compare> when it meets it before Qt

#include "core/ring/SegmentView.h"

#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace heddle {
namespace {

constexpr std::uint32_t records = 16;

SegmentHeader goodHeader() {
    SegmentHeader header{};
    header.magic = segmentMagic;
    header.version = layoutVersion;
    header.ringRecords = records;
    header.slots = slotsPerSegment;
    header.process = 3;
    header.pid = 4242;
    return header;
}

Attachment attachmentOf(const SegmentHeader& header, std::size_t bytes = segmentBytes(records),
                        bool isSealed = true) {
    Attachment attachment;
    attachment.note = {layoutVersion, 3, 4242, 0};
    attachment.segment = FileDescriptor{memfd_create("test", MFD_CLOEXEC | MFD_ALLOW_SEALING)};
    const int fd = attachment.segment.number();
    if (ftruncate(fd, static_cast<off_t>(bytes)) != 0 || pwrite(fd, &header, sizeof header, 0) < 0)
        attachment.segment.close();
    if (isSealed)
        fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW);
    return attachment;
}

QString refusalOf(Attachment attachment) {
    const auto view = SegmentView::open(std::move(attachment));
    return view ? QString() : QString::fromStdString(view.error().sentence);
}

template <class Change>
QString refusalOfChanged(Change&& change) {
    SegmentHeader header = goodHeader();
    change(header);
    return refusalOf(attachmentOf(header));
}

}  // namespace

class SegmentViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSoundSegmentIsTaken() {
        const auto view = SegmentView::open(attachmentOf(goodHeader()));
        QVERIFY(view.has_value());
        QCOMPARE((*view)->process(), ProcessId{3});
        QCOMPARE((*view)->slot(63).state(), SlotState::empty);
    }

    void aSegmentThatCouldBeTakenAwayIsRefused() {
        QVERIFY(refusalOf(attachmentOf(goodHeader(), segmentBytes(records), false)).contains("not sealed"));
    }

    void sizesThatDoNotFitAreRefused() {
        QVERIFY(refusalOf(attachmentOf(goodHeader(), 4096)).contains("too small"));
        QVERIFY(refusalOf(attachmentOf(goodHeader(), segmentBytes(2 * records))).contains("do not fit"));
        QVERIFY(refusalOfChanged([](SegmentHeader& h) { h.ringRecords = 24; }).contains("do not fit"));
        QVERIFY(refusalOfChanged([](SegmentHeader& h) { h.ringRecords = 1U << 31; }).contains("do not fit"));
        QVERIFY(refusalOfChanged([](SegmentHeader& h) { h.slots = 65; }).contains("do not fit"));
    }

    void whatIsForeignNewerOrAnotherProcesssIsRefused() {
        QVERIFY(refusalOfChanged([](SegmentHeader& h) { h.magic = 1; }).contains("no segment"));
        QVERIFY(refusalOfChanged([](SegmentHeader& h) { h.version = 99; }).contains("layout 99"));
        QVERIFY(refusalOfChanged([](SegmentHeader& h) { h.pid = 1; }).contains("another process"));
        QVERIFY(refusalOf(Attachment{}).contains("attach process"));
    }

    void anIntentIsReadWholeOrNotAtAll() {
        Slot slot{};
        const SlotView view{slot, nullptr, 0};
        slot.intent.operation = 5;
        slot.intent.op = static_cast<std::uint8_t>(Op::pipeSend);
        QCOMPARE(view.intent().value_or(IntentNow{}).op, Op::pipeSend);
        slot.intent.sequence.store(1);
        QVERIFY(!view.intent());
        slot.intent.sequence.store(2);
        slot.intent.op = 255;
        QVERIFY(!view.intent());
    }

    void aLookTellsWhetherItSleepsInThatOperation() {
        Slot slot{};
        const SlotView view(slot, nullptr, 0);
        slot.intent.operation = 5;
        slot.state.store(static_cast<std::uint32_t>(SlotState::waiting));
        QCOMPARE(view.intent().value_or(IntentNow{}).state, SlotState::waiting);
    }

    void aStateOutOfRangeReadsAsRunning() {
        Slot slot{};
        slot.state.store(77);
        QCOMPARE(SlotView(slot, nullptr, 0).state(), SlotState::running);
    }
};

}  // namespace heddle

QTEST_GUILESS_MAIN(heddle::SegmentViewTest)
#include "SegmentViewTest.moc"
