// SPDX-License-Identifier: GPL-3.0-or-later
// That a wait is told by its hatch, also where it is too narrow for a bar of its own; without a window.
#include "app/picture/PicturePainter.h"
#include "tests/app/timeline/StagedScene.h"
#include "tests/support/ToyTrace.h"

#include <QTest>

#include <algorithm>
#include <cstdlib>

using namespace heddle;

namespace {

std::vector<PictureColumns> columnsOf(const Picture& picture) {
    std::vector<PictureColumns> all;
    for (const PictureItem& item : picture.items)
        if (const auto* columns = std::get_if<PictureColumns>(&item))
            all.push_back(*columns);
    return all;
}

Pattern patternOf(const std::vector<PictureColumns>& all, Tone tone) {
    const auto found = std::find_if(all.begin(), all.end(),
                                    [tone](const PictureColumns& columns) { return columns.tone == tone; });
    return found == all.end() ? Pattern::dots : found->pattern;
}

// Two columns side by side, the one as high as the other is or not.
Picture neighbours(Pattern pattern, double secondTop) {
    Picture picture;
    picture.add(
        PictureColumns{{{4, 5, 30, 40}, {34, secondTop, 30, 45 - secondTop}}, Tone::waitsMessage, pattern});
    return picture;
}

QImage painted(const Picture& picture, bool isClipped = false) {
    QImage image(80, 50, QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    if (isClipped)
        painter.setClipRect(image.rect());  // so that pixels cannot be written to at once
    paint(painter, picture, Theme::light());
    return image;
}

bool isNear(QRgb a, QRgb b) {
    constexpr int roundedBy = 4;
    return std::abs(qRed(a) - qRed(b)) <= roundedBy && std::abs(qGreen(a) - qGreen(b)) <= roundedBy &&
           std::abs(qBlue(a) - qBlue(b)) <= roundedBy;
}

// Along the slope of a hatch all pixels are alike.
bool goesOnAcross(const QImage& image, int slope) {
    for (int y = 20; y < 40; ++y)
        for (int x = 12; x < 56; ++x)
            if (!isNear(image.pixel(x, y), image.pixel(x + 1, y - slope)))
                return false;
    return true;
}

bool hasTwoInks(const QImage& image) {
    const QRgb first = image.pixel(20, 30);
    for (int x = 21; x < 32; ++x)
        if (!isNear(image.pixel(x, 30), first))
            return true;
    return false;
}

}  // namespace

class DensityHatchTest : public QObject {
    Q_OBJECT
private slots:
    void inRealTimeWorkBetweenMergedWaitsIsSeen() {
        StagedScene stage(toyTrace({.workers = 1, .items = 3000, .capacity = 1}));
        stage.playback.setAxis(Axis::realTime);
        stage.at(stage.playback.length());
        stage.scene.fitAll();
        Picture picture;
        layWorker(picture, stage.scope(), stage.scope().rows.ofLane(0));  // who puts waits nearly always
        double waits = 0, works = 0;
        QRectF first;
        for (const PictureColumns& columns : columnsOf(picture))
            for (const QRectF& rect : columns.rects) {
                (columns.tone == Tone::running ? works : waits) += rect.width();
                if (columns.tone == Tone::running) {
                    QVERIFY(!first.intersects(rect));
                    continue;
                }
                first = first.isNull() ? rect : first;
            }
        QVERIFY(waits > 0.9 * stage.scope().axis.widthPx);
        QVERIFY(works > 0.9 * stage.scope().axis.widthPx);
    }

    void waitsOfADensityAndOnTheMapAreHatched() {
        StagedScene stage(toyTrace({.items = 3000, .capacity = 4}));
        stage.scene.fitAll();
        Picture lane, map;
        layWorker(lane, stage.scope(), stage.scope().rows.ofLane(0));
        layMap(map, stage.scope());
        for (const Picture* picture : {&lane, &map}) {
            QCOMPARE(patternOf(columnsOf(*picture), Tone::waitsMessage), Pattern::stripes);
            QVERIFY(patternOf(columnsOf(*picture), Tone::idle) != Pattern::stripes);  // sleep is plain
        }
        QCOMPARE(patternOf(columnsOf(lane), Tone::running), Pattern::none);
    }

    void aHatchGoesOnFromOneColumnToTheNextHoweverHighTheyAre_data() {
        QTest::addColumn<bool>("isClipped");
        QTest::newRow("written at once") << false;
        QTest::newRow("by a detour") << true;
    }
    void aHatchGoesOnFromOneColumnToTheNextHoweverHighTheyAre() {
        QFETCH(bool, isClipped);
        const QImage rising = painted(neighbours(Pattern::stripes, 12), isClipped);
        const QImage falling = painted(neighbours(Pattern::counterStripes, 12), isClipped);
        QVERIFY(hasTwoInks(rising) && hasTwoInks(falling));
        QVERIFY(goesOnAcross(rising, 1) && !goesOnAcross(rising, -1));
        QVERIFY(goesOnAcross(falling, -1) && !goesOnAcross(falling, 1));
        QVERIFY(!hasTwoInks(painted(neighbours(Pattern::none, 12), isClipped)));
    }

    void columnsAreTheSameWrittenAtOnceAndByADetour() {
        const Picture picture = neighbours(Pattern::stripes, 12);
        const QImage atOnce = painted(picture), detour = painted(picture, true);
        for (int y = 0; y < atOnce.height(); ++y)
            for (int x = 0; x < atOnce.width(); ++x)
                QVERIFY(isNear(atOnce.pixel(x, y), detour.pixel(x, y)));
    }
};

QTEST_MAIN(DensityHatchTest)
#include "DensityHatchTest.moc"
