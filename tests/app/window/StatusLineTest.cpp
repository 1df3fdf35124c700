// SPDX-License-Identifier: GPL-3.0-or-later
// What the status line counts, in the words of more than one language.
#include "app/window/StatusLine.h"

#include <QLabel>
#include <QTest>
#include <QTranslator>

using namespace heddle;

namespace {

// Three forms, as Russian has them.
class ThreeForms : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char*, const char* source, const char*, int n) const override {
        if (qstrcmp(source, "%Ln events") != 0)
            return {};
        const bool isTeen = n % 100 > 10 && n % 100 < 20;
        return !isTeen && n % 10 == 1                ? QStringLiteral("%Ln событие")
               : !isTeen && n % 10 > 1 && n % 10 < 5 ? QStringLiteral("%Ln события")
                                                     : QStringLiteral("%Ln событий");
    }
};

QString countsOf(std::uint64_t stored, std::uint64_t lost = 0) {
    StatusLine line(Theme::light());
    RunStatus status;
    status.ending = Ending::finished;
    status.stored = stored;
    status.lost = lost;
    line.showStatus(status, {});
    return line.findChild<QLabel*>(QStringLiteral("status.counts"))->text();
}

}  // namespace

class StatusLineTest : public QObject {
    Q_OBJECT
private slots:
    void oneIsToldApart() {
        QCOMPARE(countsOf(1), QString("1 event · 0 lost"));
        QCOMPARE(countsOf(0, 3), QString("0 events · 3 lost"));
        QCOMPARE(countsOf(1'234'567), QLocale().toString(1'234'567) + QString(" events · 0 lost"));
    }

    void countsAreWholeWhateverStandsBesideThem() {
        StatusLine line(Theme::light());
        RunStatus status;
        status.ending = Ending::running;
        status.stored = 123'456;
        line.resize(420, line.sizeHint().height());
        line.showStatus(status, QStringLiteral("stepping"), QString(200, QLatin1Char('x')));
        line.show();
        const auto* counts = line.findChild<QLabel*>(QStringLiteral("status.counts"));
        QTRY_VERIFY(counts->contentsRect().width() >=
                    counts->fontMetrics().horizontalAdvance(counts->text()));
    }

    void theLibrarysThreadsAreToldApart() {
        StatusLine line(Theme::light());
        const auto* said = line.findChild<QLabel*>(QStringLiteral("status.process"));
        line.showProcesses({7}, 4, 1);
        QCOMPARE(said->text(), QString("1 process · 4 threads + 1 of the library · pid 7"));
        line.showProcesses({7}, 4);
        QCOMPARE(said->text(), QString("1 process · 4 threads · pid 7"));
    }

    void otherLanguagesHaveTheirOwnPlurals() {
        ThreeForms russian;
        QCoreApplication::installTranslator(&russian);
        QVERIFY(countsOf(21).startsWith(QStringLiteral("21 событие ")));
        QVERIFY(countsOf(22).startsWith(QStringLiteral("22 события ")));
        QVERIFY(countsOf(12).startsWith(QStringLiteral("12 событий ")));
        QCoreApplication::removeTranslator(&russian);
    }
};

QTEST_MAIN(StatusLineTest)
#include "StatusLineTest.moc"
