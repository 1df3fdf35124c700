// SPDX-License-Identifier: MIT
#include "core/trace/EventColumns.h"

#include <QTest>

using namespace heddle;

namespace {

constexpr std::int64_t year = 31'557'600'000'000'000;

bool isBelieved(std::int64_t start, std::int64_t end) {
    Event event;
    event.worker = {1};
    event.start = start;
    event.end = end;
    Chunk chunk(0, 0);
    chunk.append(event, {});
    ByteWriter bytes;
    encodeEvents(chunk, 1, bytes);
    return decodeEvents(bytes.bytes(), 1, 0, 0) != nullptr;
}

}  // namespace

class EventColumnsTest : public QObject {
    Q_OBJECT
private slots:
    void anEventIsBelievedOnlyWhenItBeginsWithinTheRunAndNotBehindItsEnd() {
        QVERIFY(isBelieved(0, 0));
        QVERIFY(isBelieved(5, 9));
        QVERIFY(isBelieved(0, 30 * year));
        QVERIFY(!isBelieved(-1, 9));
        QVERIFY(!isBelieved(-year, -1));
        QVERIFY(!isBelieved(10, 9));
        QVERIFY(!isBelieved(0, 40 * year));
    }
};

QTEST_GUILESS_MAIN(EventColumnsTest)
#include "EventColumnsTest.moc"
