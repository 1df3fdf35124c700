// SPDX-License-Identifier: GPL-3.0-or-later
// Times as no run of ours tells them, but a file of somebody may: before the start, and of many years.
#include "app/picture/PictureStamps.h"
#include "app/timeline/TimelineView.h"
#include "tests/support/TraceText.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace heddle;

namespace {

constexpr std::int64_t hour = 3'600'000'000'000;

// The events of a trace, changed.
template <class Change>
std::shared_ptr<Trace> changed(const std::shared_ptr<Trace>& told, Change change) {
    auto made = std::make_shared<Trace>();
    for (std::size_t i = 0; i < told->size(); ++i) {
        Event event = told->event(i);
        change(event, i);
        made->append(event, told->text(i));
    }
    return made;
}

struct Shown {
    TraceModel model;
    Playback playback;
    TimelineView view{model, playback, Theme::light()};

    explicit Shown(const std::shared_ptr<Trace>& trace) {
        view.resize(900, 320);
        model.setTrace(trace);
        playback.setTrace(trace);
        while (model.catchUp())
            continue;
        playback.setAxis(Axis::realTime);
    }
    const TimelineScope& scope() const { return view.scene().scope(); }
};

std::shared_ptr<Trace> threePrints() {
    return traceFrom("main prints a; main prints b; main prints c");
}

}  // namespace

class OddTimesTest : public QObject {
    Q_OBJECT
private slots:
    void aStartBeforeThatOfTheRunIsCutToTheMap() {
        Shown shown(changed(threePrints(), [](Event& event, std::size_t number) {
            if (number == 0)
                event.start = -hour;
        }));
        Picture picture;
        layMap(picture, shown.scope());
        const QRectF map = shown.scope().frame.map;
        int columns = 0;
        for (const PictureItem& item : picture.items)
            if (const auto* marks = std::get_if<PictureColumns>(&item))
                for (const QRectF& rect : marks->rects) {
                    ++columns;
                    QVERIFY(rect.left() >= map.left() && rect.right() <= map.right());
                }
        QVERIFY(columns > 0);
        QVERIFY(!shown.view.grab().isNull());
    }

    void columnsFarBesideThePaperArePaintedAsFarAsItReaches() {
        QImage paper(40, 10, QImage::Format_RGB32);
        paper.fill(Qt::white);
        {
            QPainter painter(&paper);
            PictureStamps stamps;
            stamps.setFor(painter, Theme::light());
            stamps.columns(painter, {{{-1e12, 2, 2e12, 3}, {1e15, 0, 5, 5}}, Tone::died});
        }
        const QColor ink = Theme::light().color(Tone::died);
        QCOMPARE(paper.pixelColor(0, 3), ink);
        QCOMPARE(paper.pixelColor(39, 3), ink);
        QCOMPARE(paper.pixelColor(20, 8), QColor(Qt::white));
    }

    void aRunOfManyYearsIsLookedAtAsCloseAsItsTimesAreToldApart() {
        constexpr std::int64_t years = std::int64_t{1} << 59;  // 18 of them: a double tells 128 ns apart
        Shown shown(changed(threePrints(), [](Event& event, std::size_t number) {
            event.start = event.end = years + static_cast<std::int64_t>(number) * hour;
        }));
        shown.playback.seek(shown.playback.length());
        for (int i = 0; i < 100; ++i)
            shown.view.zoom(1.5);
        const TimelineAxis& axis = shown.scope().axis;
        QVERIFY(std::isfinite(axis.pxPerPosition()));
        const auto marks = ticks(axis, 62, shown.scope().runLength);
        QVERIFY(!marks.empty() && static_cast<double>(marks.size()) <= axis.widthPx / 62 + 2);
        for (std::size_t i = 1; i < marks.size(); ++i)
            QVERIFY(marks[i].position > marks[i - 1].position);
        QVERIFY(!shown.view.grab().isNull());
    }
};

QTEST_MAIN(OddTimesTest)
#include "OddTimesTest.moc"
