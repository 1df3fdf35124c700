// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/Wording.h"

#include <QLocale>
#include <QTest>

using namespace heddle;

class WordingTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void aSpanHasFewDigitsAndAUnit_data();
    void aSpanHasFewDigitsAndAUnit();
};

void WordingTest::aSpanHasFewDigitsAndAUnit_data() {
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << qint64(0) << "0";
    QTest::newRow("nanoseconds") << qint64(820) << "820 ns";
    QTest::newRow("never a thousand of a unit") << qint64(999'600) << "1 ms";
    QTest::newRow("one digit behind the point below ten") << qint64(3'140'000) << "3.1 ms";
    QTest::newRow("none from ten on") << qint64(12'700'000) << "13 ms";
    QTest::newRow("no needless zero") << qint64(20'000'000'000) << "20 s";
    QTest::newRow("minutes") << qint64(125'000'000'000) << "2 min 5 s";
}

void WordingTest::aSpanHasFewDigitsAndAUnit() {
    QFETCH(qint64, ns);
    QTEST(spanWords({ns}), "words");
}

QTEST_MAIN(WordingTest)
#include "WordingTest.moc"
