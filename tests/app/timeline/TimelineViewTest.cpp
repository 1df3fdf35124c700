// SPDX-License-Identifier: GPL-3.0-or-later
// The real widget, by mouse and key.
#include "app/timeline/TimelineView.h"

#include "app/timeline/TimelineHit.h"
#include "tests/support/ToyTrace.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace heddle;

class TimelineViewTest : public QObject {
    Q_OBJECT
private:
    std::shared_ptr<Trace> m_trace = toyTrace();
    std::unique_ptr<TraceModel> m_model;
    std::unique_ptr<Playback> m_playback;
    std::unique_ptr<TimelineView> m_view;

    const TimelineAxis& axis() const { return m_view->scene().scope().axis; }
    const TimelineFrame& frame() const { return m_view->scene().scope().frame; }
    void wheel(QPointF at, int notches, Qt::KeyboardModifiers keys = Qt::NoModifier) {
        QWheelEvent event(at, m_view->mapToGlobal(at), {}, {0, notches * 120}, Qt::NoButton, keys,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_view.get(), &event);
    }

private slots:
    void init() {
        m_model = std::make_unique<TraceModel>();
        m_playback = std::make_unique<Playback>();
        m_view = std::make_unique<TimelineView>(*m_model, *m_playback, Theme::light());
        m_view->resize(900, 320);
        m_model->setTrace(m_trace);
        m_playback->setTrace(m_trace);
        while (m_model->catchUp())
            continue;
        m_view->show();
    }
    void cleanup() { m_view.reset(); }

    void clickOnTheRulerSeeksThere() {
        const QPoint at(qRound(axis().pxOf(7)), qRound(frame().ruler.center().y()));
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, at);
        QVERIFY(std::abs(m_playback->moment().position - 7) < 0.05);
    }

    void draggingTheRulerSeeksOn() {
        const int y = qRound(frame().ruler.center().y());
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, {qRound(axis().pxOf(3)), y});
        QTest::mouseMove(m_view.get(), {qRound(axis().pxOf(9)), y + 100});
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, {qRound(axis().pxOf(9)), y + 100});
        QVERIFY(std::abs(m_playback->moment().position - 9) < 0.05);
    }

    void aRunThatIsFollowedStaysInView() {
        const auto growing = std::make_shared<Trace>();
        m_model->setTrace(growing);
        m_playback->setTrace(growing);
        m_playback->setFollowing(true);
        for (const std::size_t size :
             {std::size_t{5}, std::size_t{45}, m_trace->size()}) {  // some, a view, all
            for (std::size_t i = growing->size(); i < size; ++i)
                growing->append(m_trace->event(i), m_trace->text(i));
            m_playback->catchUp();  // which may be ahead of what the model has read
            m_model->catchUp();
            QVERIFY(axis().shows(m_playback->moment().position));
        }
        QVERIFY(axis().from > 1);
    }

    void clickOnTheMapSeeksIntoTheWholeRun() {
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, frame().map.center().toPoint());
        QVERIFY(std::abs(m_playback->moment().position - m_playback->length() / 2) <
                m_playback->length() / 100);
        QVERIFY(axis().shows(m_playback->moment().position));
    }

    void controlAndWheelZoomAtThePointer() {
        wheel({500, 150}, -3, Qt::ControlModifier);
        const double before = axis().positionAt(600), length = axis().length();
        wheel({600, 150}, 1, Qt::ControlModifier);
        QVERIFY(axis().length() < length);
        QVERIFY(std::abs(axis().positionAt(600) - before) < 1e-6);
    }

    void wheelScrollsLanesAndShiftWheelPans() {
        wheel({500, 150}, -2);
        QVERIFY(m_view->scene().scope().scrollPx > 0);
        const double from = axis().from;
        wheel({500, 150}, -2, Qt::ShiftModifier);
        QVERIFY(axis().from > from);
    }

    void draggingWithTheMiddleButtonPans() {
        QTest::mousePress(m_view.get(), Qt::MiddleButton, {}, {600, 150});
        QTest::mouseMove(m_view.get(), {440, 150});
        QTest::mouseRelease(m_view.get(), Qt::MiddleButton, {}, {440, 150});
        QVERIFY(std::abs(axis().from - 160 / axis().pxPerPosition()) < 0.01);
    }

    void keysZoomPanAndFit() {
        const double length = axis().length();
        QTest::keyClick(m_view.get(), Qt::Key_S);
        QVERIFY(axis().length() > length);
        QTest::keyClick(m_view.get(), Qt::Key_W);
        QTest::keyClick(m_view.get(), Qt::Key_D);
        QVERIFY(axis().from > 0);
        QTest::keyClick(m_view.get(), Qt::Key_A);
        QVERIFY(axis().from < 0.01);
        QTest::keyClick(m_view.get(), Qt::Key_Home);
        QCOMPARE(axis().length(), m_playback->length());
    }

    void zoomKeysGoByTheirPlaceOnTheKeyboard() {
        const double length = axis().length();
        QKeyEvent cyrillic(QEvent::KeyPress, 0x0426, Qt::NoModifier, 25, 0, 0, QStringLiteral("\u0446"));
        QCoreApplication::sendEvent(m_view.get(), &cyrillic);
        QVERIFY(axis().length() < length);
    }

    void fullStopAndCommaGoFromEventToEvent() {
        QTest::keyClick(m_view.get(), Qt::Key_Period);
        QTest::keyClick(m_view.get(), Qt::Key_Period);
        QCOMPARE(m_playback->moment().step, 2);
        QTest::keyClick(m_view.get(), Qt::Key_Comma);
        QCOMPARE(m_playback->moment().step, 1);
    }

    void keysThatMeanNothingHereGoOn() {
        QKeyEvent space(QEvent::KeyPress, Qt::Key_Space, Qt::NoModifier, QStringLiteral(" "));
        QCoreApplication::sendEvent(m_view.get(), &space);
        QVERIFY(!space.isAccepted());
    }

    void theSwitchChangesTheAxisAndKeepsTheMoment() {
        m_playback->seek(10);
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, frame().timeSwitch.center().toPoint());
        QCOMPARE(m_playback->axis(), Axis::realTime);
        QCOMPARE(axis().unit, Axis::realTime);
        QVERIFY(axis().shows(m_playback->moment().position));
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, frame().stepsSwitch.center().toPoint());
        QCOMPARE(axis().unit, Axis::steps);
        QVERIFY(std::abs(m_playback->moment().position - 10) < 0.01);
    }

    void clickOnACellPicksItsEvent() {
        QSignalSpy picked(m_view.get(), &TimelineView::eventPicked);
        const Bar& bar = m_model->lanes()[0].bars[1];
        const QPoint at(qRound(axis().pxOf(static_cast<double>(bar.lastStep) - 0.5)),
                        qRound(m_view->scene().scope().laneCentre(0)));
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, at);
        QCOMPARE(picked.count(), 1);
        QCOMPARE(picked[0][0].value<std::size_t>(), bar.event);
        QCOMPARE(m_view->scene().scope().selected, std::optional(bar.event));
    }

    void hoveringTellsWhatIsUnderThePointer() {
        QSignalSpy hovered(m_view.get(), &TimelineView::hoverChanged);
        const Bar& bar = m_model->lanes()[0].bars[1];
        QTest::mouseMove(m_view.get(), {qRound(axis().pxOf(static_cast<double>(bar.lastStep) - 0.5)),
                                        qRound(m_view->scene().scope().laneCentre(0))});
        QCOMPARE(hovered.count(), 1);
        QCOMPARE(hovered[0][0].toString(), m_model->sentence(bar.event));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(m_view.get(), &leave);
        QCOMPARE(hovered.last()[0].toString(), QString());
    }

    void theViewFollowsARunThatGoesOn() {
        const auto growing = std::make_shared<Trace>();
        m_model->setTrace(growing);
        m_playback->setTrace(growing);
        m_playback->setFollowing(true);
        for (std::size_t i = 0; i < m_trace->size(); ++i) {
            growing->append(m_trace->event(i), m_trace->text(i));
            m_model->catchUp();
            m_playback->catchUp();
            QVERIFY(axis().shows(m_playback->moment().position));
        }
        QCOMPARE(m_playback->moment().step, m_trace->steps());
    }

    void aSmallerWindowGoesOnToFollow() {
        for (int position = 0; position <= 31; ++position)
            m_playback->seek(position);  // until the view moves along, with the instant near its right edge
        QVERIFY(axis().shows(m_playback->moment().position));
        m_view->resize(700, 320);
        QVERIFY(axis().shows(m_playback->moment().position));
        for (double position = 31; position < 60; position += 0.5) {
            m_playback->seek(position);
            QVERIFY(axis().shows(position));
        }
    }

    void whatIsUnderTheRestingPointerIsToldAsTheViewMoves() {
        const QPoint at(qRound(axis().pxOf(3.5)), qRound(m_view->scene().scope().laneCentre(0)));
        QTest::mouseMove(m_view.get(), at);
        QSignalSpy hovered(m_view.get(), &TimelineView::hoverChanged);
        wheel(at, -2, Qt::ShiftModifier);
        const auto under = eventAt(m_view->scene().scope(), at);
        QCOMPARE(hovered.count(), 1);
        QCOMPARE(hovered[0][0].toString(), under ? m_model->sentence(*under) : QString());
        m_playback->seek(axis().from + 1);
        m_playback->seek(50);  // the view moves along with the instant
        QVERIFY(hovered.count() > 1);
    }

    void escapeTellsThatNothingIsSelected() {
        QSignalSpy cleared(m_view.get(), &TimelineView::selectionCleared);
        m_view->selectEvent(3);
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        QCOMPARE(cleared.count(), 1);
        QVERIFY(!m_view->scene().scope().selected);
    }

    void aStillPictureIsPaintedOnceForManyInstants() {
        m_view->grab();
        QVERIFY(!m_view->scene().isStillStale());
        m_playback->seek(3.5);
        QVERIFY(!m_view->scene().isStillStale());
        m_view->setTheme(Theme::dark());
        QVERIFY(m_view->scene().isStillStale());
    }
};

QTEST_MAIN(TimelineViewTest)
#include "TimelineViewTest.moc"
