// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/film/TimelineImage.h"

#include "tests/support/ToyTrace.h"

#include <QImage>
#include <QTemporaryDir>
#include <QTest>

using namespace heddle;

class TimelineImageTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path m_path = m_folder.filePath(QStringLiteral("timeline.png")).toStdString();
    QImage image() const { return QImage(QString::fromStdString(m_path.string())); }

private slots:
    void aTraceBecomesAPictureAsHighAsItsLanes() {
        ToyRun few, many;
        many.workers = 30;
        QVERIFY(writeTimelinePng(toyTrace(few), m_path, {}).has_value());
        const QImage small = image();
        QCOMPARE(small.width(), 1600);
        QVERIFY(writeTimelinePng(toyTrace(many), m_path, {}).has_value());
        QVERIFY(image().height() > small.height() + 20 * Theme::light().size(Measure::lanePitch));
    }

    void scaleMultipliesThePixels() {
        PngOptions options;
        options.widthPx = 800;
        options.heightPx = 400;
        options.scale = 2;
        options.isDark = true;
        options.axis = Axis::realTime;
        QVERIFY(writeTimelinePng(toyTrace(), m_path, options).has_value());
        QCOMPARE(image().size(), QSize(1600, 800));
        QCOMPARE(image().pixelColor(2, 2), Theme::dark().color(Tone::surface));
    }

    void aRangeShowsOtherPixelsThanTheWhole() {
        QVERIFY(writeTimelinePng(toyTrace(), m_path, {}).has_value());
        const QImage whole = image();
        PngOptions options;
        options.from = 10;
        options.to = 20;
        options.at = 15.5;
        QVERIFY(writeTimelinePng(toyTrace(), m_path, options).has_value());
        QVERIFY(image() != whole);
    }

    void anEmptyTraceIsAPictureToo() {
        QVERIFY(writeTimelinePng(std::make_shared<Trace>(), m_path, {}).has_value());
    }

    void whatMakesNoPictureIsRefusedInOneSentence() {
        PngOptions tiny, huge, nothing;
        tiny.widthPx = 3;
        huge.scale = 1000;
        nothing.from = 20;
        nothing.to = 10;
        for (const PngOptions& options : {tiny, huge, nothing}) {
            const auto result = writeTimelinePng(toyTrace(), m_path, options);
            QVERIFY(!result.has_value());
            QVERIFY(result.error().sentence.find("draw the timeline: ") == 0);
        }
        const auto unwritable = writeTimelinePng(toyTrace(), "/nowhere/at/all.png", {});
        QVERIFY(!unwritable.has_value() &&
                unwritable.error().sentence.find("/nowhere/at/all.png") != std::string::npos);
    }
};

QTEST_MAIN(TimelineImageTest)
#include "TimelineImageTest.moc"
