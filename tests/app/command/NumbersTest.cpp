// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/Numbers.h"

#include <QTest>

using namespace heddle;

class NumbersTest : public QObject {
    Q_OBJECT
private slots:
    void aWholeNumberIsTheWholeWord();
    void secondsMayHaveDecimals();
    void whatIsNoWholeNumberIsRefusedWithWhatIsAllowed_data();
    void whatIsNoWholeNumberIsRefusedWithWhatIsAllowed();
    void aNumberOutOfItsRangeIsRefusedWithItsRange();
    void whatAreNoSecondsIsRefusedWithWhatIsAllowed_data();
    void whatAreNoSecondsIsRefusedWithWhatIsAllowed();
};

void NumbersTest::aWholeNumberIsTheWholeWord() {
    QCOMPARE(*wholeNumberFrom("--seed", "0"), std::uint64_t(0));
    QCOMPARE(*wholeNumberFrom("--seed", "18446744073709551615"), ~std::uint64_t(0));
}

void NumbersTest::secondsMayHaveDecimals() {
    QCOMPARE(secondsFrom("--timeout", "2")->ns, Span::seconds(2).ns);
    QCOMPARE(secondsFrom("--timeout", "0.25")->ns, Span::millis(250).ns);
    QCOMPARE(secondsFrom("--timeout", "0.001")->ns, Span::millis(1).ns);
}

void NumbersTest::whatIsNoWholeNumberIsRefusedWithWhatIsAllowed_data() {
    QTest::addColumn<QString>("typed");
    for (const char* typed : {"", "x", "7x", " 7", "7 ", "-1", "+1", "1.0", "0x10", "18446744073709551616"})
        QTest::newRow(typed) << typed;
}

void NumbersTest::whatIsNoWholeNumberIsRefusedWithWhatIsAllowed() {
    QFETCH(QString, typed);
    const auto number = wholeNumberFrom("--seed", typed.toStdString());
    QVERIFY(!number);
    QCOMPARE(QString::fromStdString(number.error().sentence),
             "--seed " + typed + " is not allowed; it takes a whole number from 0 to 18446744073709551615");
}

void NumbersTest::aNumberOutOfItsRangeIsRefusedWithItsRange() {
    QCOMPARE(*wholeNumberFrom("--tries", "5", 5, 7), std::uint64_t(5));
    QCOMPARE(*wholeNumberFrom("--tries", "7", 5, 7), std::uint64_t(7));
    for (const std::string typed : {"4", "8", "-5"})
        QCOMPARE(wholeNumberFrom("--tries", typed, 5, 7).error().sentence,
                 "--tries " + typed + " is not allowed; it takes a whole number from 5 to 7");
}

void NumbersTest::whatAreNoSecondsIsRefusedWithWhatIsAllowed_data() {
    QTest::addColumn<QString>("typed");
    for (const char* typed : {"", "0", "-1", "0.0001", "1000001", "inf", "nan", "2s", "1,5", "1e999"})
        QTest::newRow(typed) << typed;
}

void NumbersTest::whatAreNoSecondsIsRefusedWithWhatIsAllowed() {
    QFETCH(QString, typed);
    const auto seconds = secondsFrom("--timeout", typed.toStdString());
    QVERIFY(!seconds);
    QCOMPARE(QString::fromStdString(seconds.error().sentence),
             "--timeout " + typed + " is not allowed; it takes seconds from 0.001 to 1000000");
}

QTEST_APPLESS_MAIN(NumbersTest)
#include "NumbersTest.moc"
