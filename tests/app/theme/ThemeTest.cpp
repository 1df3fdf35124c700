// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/theme/Theme.h"

#include <QTest>

using namespace heddle;

class ThemeTest : public QObject {
    Q_OBJECT
private slots:
    void contrastOfBlackAndWhiteIsTwentyOne() {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
    }

    void textIsReadableWhereverItStands_data() {
        QTest::addColumn<Tone>("words");
        QTest::addColumn<Tone>("ground");
        QTest::newRow("text on ground") << Tone::text << Tone::ground;
        QTest::newRow("text on surface") << Tone::text << Tone::surface;
        QTest::newRow("text on a control") << Tone::text << Tone::control;
        QTest::newRow("text on the lane names") << Tone::text << Tone::sidebar;
        QTest::newRow("text on the selection") << Tone::text << Tone::selection;
        QTest::newRow("muted text on ground") << Tone::mutedText << Tone::ground;
        QTest::newRow("muted text on surface") << Tone::mutedText << Tone::surface;
        QTest::newRow("muted text on the lane names") << Tone::mutedText << Tone::sidebar;
        QTest::newRow("muted text on the selection") << Tone::mutedText << Tone::selection;
        QTest::newRow("accent on surface") << Tone::accent << Tone::surface;
        QTest::newRow("accent on the selection") << Tone::accent << Tone::selection;
        for (const Tone ground : {Tone::surface, Tone::selection}) {
            const char* where = ground == Tone::surface ? "surface" : "the selection";
            QTest::addRow("strings of a source on %s", where) << Tone::codeText << ground;
            QTest::addRow("numbers of a source on %s", where) << Tone::codeNumber << ground;
            QTest::addRow("preprocessor on %s", where) << Tone::codeMeta << ground;
        }
        QTest::newRow("words on accent") << Tone::accentText << Tone::accent;
        QTest::newRow("trouble on surface") << Tone::trouble << Tone::surface;
        QTest::newRow("trouble on ground") << Tone::trouble << Tone::ground;
    }
    void textIsReadableWhereverItStands() {
        QFETCH(Tone, words);
        QFETCH(Tone, ground);
        for (const Theme& theme : {Theme::light(), Theme::dark()})
            QVERIFY2(contrast(theme.color(words), theme.color(ground)) >= 4.5,
                     theme.isDark() ? "in dark" : "in light");
    }

    void textIsAtSevenToOneWhereContrastIsHigh_data() { textIsReadableWhereverItStands_data(); }
    void textIsAtSevenToOneWhereContrastIsHigh() {
        QFETCH(Tone, words);
        QFETCH(Tone, ground);
        const Theme theme = Theme::highContrast();
        QVERIFY2(contrast(theme.color(words), theme.color(ground)) >= 7,
                 qPrintable(QString::number(contrast(theme.color(words), theme.color(ground)))));
    }

    void everyStateIsAtSevenToOneWhereContrastIsHigh() {
        const Theme theme = Theme::highContrast();
        for (const Tone state : {Tone::running, Tone::waitsMessage, Tone::waitsLock, Tone::held, Tone::idle,
                                 Tone::system, Tone::died, Tone::heldLine, Tone::runningLine, Tone::depthLine,
                                 Tone::arrow, Tone::capacity, Tone::bookmark, Tone::border, Tone::divider}) {
            QVERIFY(contrast(theme.color(state), theme.color(Tone::surface)) >= 7);
            QVERIFY(contrast(theme.textOn(theme.color(state)), theme.color(state)) >= 7);
        }
    }

    void highContrastIsAThemeOfItsOwn() {
        QVERIFY(!(Theme::highContrast() == Theme::dark()));
        QVERIFY(Theme::highContrast().isDark() && Theme::highContrast().isHighContrast());
        QVERIFY(!Theme::dark().isHighContrast());
    }

    void textOnAStateIsReadable() {
        const Theme theme = Theme::light();
        for (const Tone state : {Tone::running, Tone::waitsMessage, Tone::waitsLock, Tone::held, Tone::idle,
                                 Tone::system, Tone::died, Tone::trouble})
            QVERIFY(contrast(theme.textOn(theme.color(state)), theme.color(state)) >= 4.5);
    }

    void statesAreTheSameInLightAndDark() {
        for (const Tone state : {Tone::running, Tone::waitsMessage, Tone::waitsLock, Tone::held, Tone::idle,
                                 Tone::system, Tone::died})
            QCOMPARE(Theme::light().color(state), Theme::dark().color(state));
    }

    void everyToneIsInItsOwnRow() {
        QCOMPARE(Theme::light().color(Tone::running), QColor(0x00, 0x9E, 0x73));
        QCOMPARE(Theme::light().color(Tone::died), QColor(0x8A, 0x2B, 0x2B));
        QCOMPARE(Theme::dark().color(Tone::ground), QColor(0x16, 0x18, 0x1B));
        QCOMPARE(Theme::light().size(Measure::column), 40);
    }

    void darkPaletteGetsTheDarkTheme() {
        QVERIFY(Theme::fitting(Theme::dark().palette()).isDark());
        QVERIFY(!Theme::fitting(Theme::light().palette()).isDark());
    }
};

QTEST_MAIN(ThemeTest)
#include "ThemeTest.moc"
