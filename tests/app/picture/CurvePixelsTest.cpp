// SPDX-License-Identifier: GPL-3.0-or-later
// Curves that are written, beside the same ones painted.
#include "app/picture/CurvePixels.h"

#include <QImage>
#include <QPainterPath>
#include <QTest>

#include <cmath>

using namespace heddle;

namespace {

constexpr QSize size(200, 120);

QImage paper() {
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::white);
    return image;
}

QImage painted(const Cubic& curve) {
    QImage image = paper();
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(Qt::black, 1);
    pen.setCosmetic(true);
    painter.setPen(pen);
    QPainterPath path(curve[0]);
    path.cubicTo(curve[1], curve[2], curve[3]);
    painter.drawPath(path);
    return image;
}

// Of a pixel's column and row, as far as the curve is smooth: how dark they are in all, and where.
struct Ink {
    double all = 0, x = 0, y = 0;

    explicit Ink(const QImage& image) {
        for (int row = 0; row < image.height(); ++row)
            for (int column = 0; column < image.width(); ++column) {
                const double dark = 255 - qGray(image.pixel(column, row));
                all += dark, x += dark * column, y += dark * row;
            }
        x /= std::max(all, 1.0), y /= std::max(all, 1.0);
    }
};

}  // namespace

class CurvePixelsTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsWrittenLooksAsPainted_data() {
        QTest::addColumn<QList<QPointF>>("points");
        const auto row = [](const char* name, const QList<QPointF>& points) {
            QTest::newRow(name) << points;
        };
        row("flat", {{10, 20}, {80, 22}, {130, 50}, {190, 60}});
        row("steep", {{90, 5}, {94, 15}, {100, 80}, {104, 115}});
        row("upward", {{10.3, 110.7}, {60, 100}, {120, 40}, {180.2, 10.4}});
        row("straight down", {{50.5, 10}, {50.5, 20}, {50.5, 60}, {50.5, 100}});
    }
    void whatIsWrittenLooksAsPainted() {
        QFETCH(QList<QPointF>, points);
        const Cubic curve{points[0], points[1], points[2], points[3]};
        QImage image = paper();
        {
            QPainter painter(&image);
            QVERIFY(writeCurve(painter, curve, Qt::black));
        }
        const Ink written(image), asPainted(painted(curve));
        QVERIFY2(std::abs(written.all / asPainted.all - 1) < 0.08,
                 qPrintable(QString("%1 %2").arg(written.all).arg(asPainted.all)));
        QVERIFY2(std::hypot(written.x - asPainted.x, written.y - asPainted.y) < 0.7,
                 qPrintable(QString("%1 %2").arg(written.x - asPainted.x).arg(written.y - asPainted.y)));
    }

    void itIsWrittenWhereThePainterHasItsOrigin() {
        const Cubic curve{QPointF(10, 20), QPointF(40, 20), QPointF(60, 50), QPointF(90, 50)};
        QImage here = paper(), there = paper();
        {
            QPainter painter(&here), moved(&there);
            moved.translate(30, 40);
            QVERIFY(writeCurve(painter, curve, Qt::black) && writeCurve(moved, curve, Qt::black));
        }
        QCOMPARE(there.copy(30, 40, 100, 60), here.copy(0, 0, 100, 60));
    }

    void beyondThePaperItIsCut() {
        QImage image = paper();
        {
            QPainter painter(&image);
            QVERIFY(writeCurve(painter,
                               {QPointF(-500, -80), QPointF(0, 0), QPointF(100, 60), QPointF(900, 300)},
                               Qt::black));
        }
        QVERIFY(Ink(image).all > 0);
    }

    void aPainterThatClipsHasToPaint() {
        QImage image = paper();
        QPainter painter(&image);
        painter.setClipRect(QRect(0, 0, 20, 20));
        QVERIFY(!writeCurve(painter, {QPointF(0, 0), QPointF(10, 10), QPointF(20, 20), QPointF(30, 30)},
                            Qt::black));
        painter.end();
        QCOMPARE(Ink(image).all, 0.0);
    }
};

QTEST_GUILESS_MAIN(CurvePixelsTest)
#include "CurvePixelsTest.moc"
