// SPDX-License-Identifier: MIT
#include "core/collect/Datagrams.h"

#include <QTest>

using namespace heddle;

namespace {

constexpr WorkerId one{1}, other{2};
const MessageId like = inRing::datagram(7, 8, "like"), unlike = inRing::datagram(7, 8, "unlike");

MessageId numbered(int number) {
    return inRing::datagram(7, 8, "number " + std::to_string(number));
}

}  // namespace

class DatagramsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ofTwoAlikeTheFirstIsReceivedFirst();
    void oneThatIsLikeADroppedOneIsTheLaterOne();
    void aDroppedOneIsNoSendToWaitFor();
    void oneThatWasOvertakenIsStillFound();
    void anotherSendersAreInAnOrderOfTheirOwn();
    void whatWasDroppedLongAgoIsForgotten();
};

void DatagramsTest::ofTwoAlikeTheFirstIsReceivedFirst() {
    Datagrams datagrams;
    datagrams.send(like, 1, one);
    datagrams.send(like, 2, one);
    QCOMPARE(datagrams.receive(like).number, 1U);
    QCOMPARE(datagrams.receive(like).number, 2U);
    QVERIFY(datagrams.receive(like).isNone());
}

void DatagramsTest::oneThatIsLikeADroppedOneIsTheLaterOne() {
    Datagrams datagrams;
    datagrams.send(like, 1, one);  // dropped
    datagrams.send(unlike, 2, one);
    QCOMPARE(datagrams.receive(unlike).number, 2U);
    datagrams.send(like, 3, one);
    QCOMPARE(datagrams.receive(like).number, 3U);
}

void DatagramsTest::aDroppedOneIsNoSendToWaitFor() {
    Datagrams datagrams;
    datagrams.send(like, 1, one);  // dropped
    datagrams.send(unlike, 2, one);
    QVERIFY(datagrams.isSent(like));
    datagrams.receive(unlike);
    QVERIFY(!datagrams.isSent(like));
}

// Two processors may bring them out of order.
void DatagramsTest::oneThatWasOvertakenIsStillFound() {
    Datagrams datagrams;
    datagrams.send(like, 1, one);
    datagrams.send(unlike, 2, one);
    QCOMPARE(datagrams.receive(unlike).number, 2U);
    QCOMPARE(datagrams.receive(like).number, 1U);
}

void DatagramsTest::anotherSendersAreInAnOrderOfTheirOwn() {
    Datagrams datagrams;
    datagrams.send(like, 1, one);
    datagrams.send(unlike, 2, other);
    datagrams.send(like, 3, other);
    datagrams.receive(unlike);
    QCOMPARE(datagrams.receive(like).number, 1U);
}

void DatagramsTest::whatWasDroppedLongAgoIsForgotten() {
    Datagrams datagrams;
    datagrams.send(like, 1, one);
    for (int i = 2; i < 1000; ++i)
        datagrams.send(numbered(i), static_cast<std::uint64_t>(i), one);
    QCOMPARE(datagrams.receive(numbered(999)).number, 999U);
    QVERIFY(datagrams.receive(like).isNone());
    QCOMPARE(datagrams.receive(numbered(998)).number, 998U);
}

QTEST_APPLESS_MAIN(DatagramsTest)
#include "DatagramsTest.moc"
