// SPDX-License-Identifier: GPL-3.0-or-later
// The real widget, by mouse and key.
#include "app/stage/StageView.h"

#include "core/world/Snapshots.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace heddle;

class StageViewTest : public QObject {
    Q_OBJECT
private:
    std::shared_ptr<const Trace> m_trace;
    std::unique_ptr<TraceModel> m_model;
    std::unique_ptr<Playback> m_playback;
    std::unique_ptr<StageView> m_view;

    void show(std::shared_ptr<const Trace> trace, QSize size = {900, 400}) {
        m_view.reset();
        m_trace = std::move(trace);
        m_model = std::make_unique<TraceModel>();
        m_playback = std::make_unique<Playback>();
        m_view = std::make_unique<StageView>(*m_model, Theme::light());
        m_view->resize(size);
        m_model->setTrace(m_trace);
        m_playback->setTrace(m_trace);
        while (m_model->catchUp())
            continue;
        m_view->setTrace(m_trace);
        while (m_view->catchUp())
            continue;
        m_view->QWidget::show();
        at(m_playback->length());
    }
    void at(double position) {
        m_playback->seek(position);
        m_view->show(m_playback->moment(), Snapshots(m_trace).at(m_playback->moment().events));
    }
    std::size_t boxNamed(const char* title) const {
        const auto& boxes = m_view->scene().scope().plan.boxes;
        std::size_t box = 0;
        while (box < boxes.size() && boxes[box].title != QString::fromUtf8(title))
            ++box;
        return box;
    }
    QPoint placeOf(const char* title) const {
        const StageBox& box = m_view->scene().scope().plan.boxes.at(boxNamed(title));
        return m_view->scene().view().map(box.rect.center()).toPoint();
    }
    QPoint emptyPlace() const { return m_view->scene().area().bottomLeft().toPoint() + QPoint(3, -3); }
    double scale() const { return m_view->scene().view().m11(); }
    void wheel(QPointF at, int notches, Qt::KeyboardModifiers keys) {
        QWheelEvent event(at, m_view->mapToGlobal(at), {}, {0, notches * 120}, Qt::NoButton, keys,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_view.get(), &event);
    }

private slots:
    void init() {
        show(traceFrom("main starts a; a begins; main puts 7 in q; a gets 7 from q; a waits to get from q"));
    }
    void cleanup() { m_view.reset(); }

    void clickOnAWorkerPicksIt() {
        QSignalSpy picked(m_view.get(), &StageView::subjectPicked);
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, placeOf("a"));
        QCOMPARE(picked.count(), 1);
        QVERIFY(picked[0][0].value<Subject>().isWorker());
        QCOMPARE(m_view->scene().scope().selected, std::vector{boxNamed("a")});
    }

    void clickOnAThingPicksIt() {
        QSignalSpy picked(m_view.get(), &StageView::subjectPicked);
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, placeOf("q"));
        QCOMPARE(picked.count(), 1);
        QCOMPARE(picked[0][0].value<Subject>().objects.size(), std::size_t(1));
    }

    void altAndAnArrowGoBackAndForthThroughZoomPanAndWhatWasMoved() {
        const auto press = [&](Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) {
            QTest::keyClick(m_view.get(), key, with);
        };
        QSignalSpy carried(m_view.get(), &StageView::carried);
        const QTransform fitted = m_view->scene().view();
        press(Qt::Key_W);
        press(Qt::Key_W);  // of one kind: one step back
        press(Qt::Key_A);
        const QTransform seen = m_view->scene().view();
        const QPoint from = placeOf("q");
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, from);
        QTest::mouseMove(m_view.get(), from + QPoint(40, 30));
        QTest::mouseMove(m_view.get(), from + QPoint(50, 40));
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, from + QPoint(50, 40));
        QCOMPARE(m_view->scene().carried().size(), 1);
        press(Qt::Key_Left, Qt::AltModifier);
        QVERIFY(m_view->scene().carried().isEmpty());
        QCOMPARE(carried.count(), 2);  // to be remembered, both times
        QCOMPARE(m_view->scene().view(), seen);
        press(Qt::Key_Left, Qt::AltModifier);
        press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(m_view->scene().view(), fitted);
        press(Qt::Key_Right, Qt::AltModifier);
        press(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(m_view->scene().view(), seen);
        press(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(m_view->scene().carried().size(), 1);
    }

    void howeverFarOneDragsSomeStaysInView() {
        for (int i = 0; i < 100; ++i)
            QTest::keyClick(m_view.get(), Qt::Key_A);
        const QRectF shown = m_view->scene().view().mapRect(m_view->scene().scope().plan.bounds);
        QVERIFY(shown.intersects(m_view->scene().area()));
    }

    void clickOnAMessageUnderWayPicksItsOperation() {
        at(3);
        const auto& flights = m_view->scene().scope().flights;
        QCOMPARE(flights.size(), std::size_t(1));
        QSignalSpy picked(m_view.get(), &StageView::eventPicked);
        const QPointF centre = capsuleOf(m_view->scene().scope(), flights[0]).center();
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, m_view->scene().view().map(centre).toPoint());
        QCOMPARE(picked.count(), 1);
        QCOMPARE(picked[0][0].value<std::size_t>(), m_trace->indexOfStep(3));
    }

    void clickOnAMessageThatLiesInAThingPicksItsSending() {
        show(traceFrom("main puts 7 in q; main puts 8 in q; main puts 9 in q; main would print x"));
        at(4);
        Picture drawn;
        StageScene& scene = m_view->scene();
        layThing(drawn, scene.scope(), scene.scope().plan.boxes[boxNamed("q")]);
        QSignalSpy picked(m_view.get(), &StageView::eventPicked);
        for (const PictureItem& item : drawn.items)
            if (const auto* capsule = std::get_if<PictureCapsule>(&item); capsule && capsule->text == "8")
                QTest::mouseClick(m_view.get(), Qt::LeftButton, {},
                                  scene.view().map(capsule->rect.center()).toPoint());
        QCOMPARE(picked.count(), 1);
        QCOMPARE(picked[0][0].value<std::size_t>(), m_trace->indexOfStep(2));
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, placeOf("q") - QPoint(0, 25));
        QCOMPARE(picked.count(), 1);  // its name is the queue's
    }

    void clickOnNothingAndEscapeClearTheSelection() {
        QSignalSpy cleared(m_view.get(), &StageView::selectionCleared);
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, placeOf("a"));
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, emptyPlace());
        QCOMPARE(cleared.count(), 1);
        QVERIFY(m_view->scene().scope().selected.empty());
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, placeOf("a"));
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        QCOMPARE(cleared.count(), 2);
    }

    void anEventThatIsPickedElsewhereSelectsItsWorkerAndItsThing() {
        m_view->selectEvent(m_trace->indexOfStep(2));
        QCOMPARE(m_view->scene().scope().selected, (std::vector{boxNamed("main"), boxNamed("q")}));
    }

    void whoIsPickedElsewhereIsOutlinedUntilNobodyIs() {
        m_view->selectSubject({m_trace->event(m_trace->size() - 1).worker});
        QCOMPARE(m_view->scene().scope().selected, std::vector{boxNamed("a")});
        m_view->selectSubject({});
        QVERIFY(m_view->scene().scope().selected.empty());
    }

    void aStepByHandIsSeenToMoveItsMessage() {
        at(1);
        QVERIFY(m_view->scene().scope().flights.empty());
        at(2);  // main puts 7 in q
        QTRY_COMPARE(m_view->scene().scope().flights.size(), std::size_t(1));
        const double early = m_view->scene().scope().flights[0].done;
        QTRY_VERIFY(m_view->scene().scope().flights.empty() ||
                    m_view->scene().scope().flights[0].done > early);
        QCOMPARE(m_view->scene().scope().moment.step, std::int64_t(2));  // which is told meanwhile
        QTRY_VERIFY(m_view->scene().scope().flights.empty());
        QCOMPARE(m_view->scene().scope().moment.position, 2.0);
        at(1);  // back: there at once
        QCOMPARE(m_view->scene().scope().moment.step, std::int64_t(1));
    }

    void draggingABoxMovesItAndNothingElse() {
        QSignalSpy carried(m_view.get(), &StageView::carried);
        QSignalSpy picked(m_view.get(), &StageView::eventPicked);
        const QPoint from = placeOf("q"), other = placeOf("a");
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, from);
        QTest::mouseMove(m_view.get(), from + QPoint(20, 30));
        QTest::mouseMove(m_view.get(), from + QPoint(40, 60));
        QCOMPARE(carried.count(), 0);
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, from + QPoint(40, 60));
        QCOMPARE(carried.count(), 1);
        QCOMPARE(picked.count(), 0);
        QVERIFY((placeOf("q") - from - QPoint(40, 60)).manhattanLength() <= 2);
        QCOMPARE(placeOf("a"), other);
    }

    void draggingTheGroundMovesAllAndFitBringsThemBack() {
        const QPoint before = placeOf("q");
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, emptyPlace());
        QTest::mouseMove(m_view.get(), emptyPlace() + QPoint(50, -40));
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, emptyPlace() + QPoint(50, -40));
        QCOMPARE(placeOf("q"), before + QPoint(50, -40));
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, m_view->scene().fitSign().center().toPoint());
        QCOMPARE(placeOf("q"), before);
    }

    void controlAndWheelZoomAtThePointer() {
        const QPoint at = placeOf("q");
        const double before = scale();
        wheel(at, 2, Qt::ControlModifier);
        QVERIFY(scale() > before * 1.3);
        QVERIFY((placeOf("q") - at).manhattanLength() <= 3);
        QTest::keyClick(m_view.get(), Qt::Key_Home);
        QCOMPARE(scale(), before);
    }

    void hoveringTellsWhatIsThere() {
        QSignalSpy told(m_view.get(), &StageView::hoverChanged);
        QTest::mouseMove(m_view.get(), placeOf("a"));
        QCOMPARE(told.count(), 1);
        QCOMPARE(told[0][0].toString(), QString("main/a: waits for q"));
        QCOMPARE(m_view->scene().scope().hovered, std::optional(boxNamed("a")));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(m_view.get(), &leave);
        QCOMPARE(told.last()[0].toString(), QString());
        QVERIFY(!m_view->scene().scope().hovered);
    }

    void theSignOfTheDepthAsksForItsMenu() {
        QSignalSpy wanted(m_view.get(), &StageView::depthMenuWanted);
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, m_view->scene().depthSign().center().toPoint());
        QCOMPARE(wanted.count(), 1);
    }

    void aFoldedGroupUnfoldsByAClickAndFoldsByItsHeader() {
        show(toyTrace({.workers = 50, .items = 60, .capacity = 4}));
        const auto count = [this] { return m_view->scene().scope().plan.boxes.size(); };
        QCOMPARE(count(), std::size_t(3));
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, placeOf("worker 0\u201349"));
        QCOMPARE(count(), std::size_t(52));
        const QRectF header = m_view->scene().scope().plan.headers.at(0).rect;
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {},
                          m_view->scene().view().map(header.center()).toPoint());
        QCOMPARE(count(), std::size_t(3));
    }

    static std::string lineOfProcesses(int count) {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += "main forks p-" + std::to_string(i) + "; p-" + std::to_string(i) + " begins; ";
        text += "main puts 1 in a; ";
        for (int i = 0; i < count; ++i) {
            const std::string who = "p-" + std::to_string(i);
            text += who + " gets 1 from " + std::string(1, static_cast<char>('a' + i)) + "; " + who +
                    " puts 1 in " + std::string(1, static_cast<char>('b' + i)) + "; ";
        }
        return text;
    }
    bool isInView(const char* title) const {
        return m_view->scene().area().contains(QRectF(placeOf(title), QSizeF(1, 1)));
    }

    void whatIsTooLargeToBeReadFollowsTheToldStep() {
        show(traceFrom(lineOfProcesses(4)), {600, 400});
        QCOMPARE(scale(), legibleScale);
        QVERIFY(!isInView("main") && isInView("p-3") && isInView("e"));
        int moved = 0;
        for (double step = 1; step <= m_playback->length(); ++step) {
            const QTransform before = m_view->scene().view();
            at(step);
            const QTransform after = m_view->scene().view();
            const Event event = m_trace->event(*m_playback->moment().event);
            const StageScope& scope = m_view->scene().scope();
            QRectF told;
            for (const auto& box :
                 {scope.plan.boxOf(scope.cast, event.worker), scope.plan.boxOf(scope.cast, event.object)})
                told |= box ? scope.plan.boxes[*box].rect : QRectF();
            QVERIFY(m_view->scene().area().contains(after.mapRect(told)));
            const QRectF well = m_view->scene().area().adjusted(40, 20, -40, -20);
            QVERIFY(after == before || !well.contains(before.mapRect(told)));  // only where it must
            moved += after == before ? 0 : 1;
        }
        QVERIFY(moved > 0 && moved < m_playback->length() / 2);
        at(1);
        QVERIFY(isInView("main") && !isInView("p-3"));
        QTest::keyClick(m_view.get(), Qt::Key_F);  // all of it
        QVERIFY(scale() < legibleScale && isInView("main") && isInView("p-3"));
        at(m_playback->length());
        QVERIFY(isInView("main"));
        QTest::keyClick(m_view.get(), Qt::Key_F);
        QCOMPARE(scale(), legibleScale);
    }

    void whileItDriftsWhatIsClickedIsWhatIsPaintedThere() {
        show(traceFrom(lineOfProcesses(4)), {600, 400});
        at(m_playback->length());
        QTRY_COMPARE(m_view->scene().lag(), QPointF());
        const QPoint before = placeOf("p-3");
        QSignalSpy picked(m_view.get(), &StageView::subjectPicked);
        at(1);  // it is far away
        QVERIFY(!m_view->scene().lag().isNull() && !isInView("p-3"));
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, before);
        QCOMPARE(m_view->scene().scope().selected, std::vector{boxNamed("p-3")});
        QTest::mouseMove(m_view.get(), before);
        QCOMPARE(m_view->scene().scope().hovered, std::optional(boxNamed("p-3")));
        QTRY_VERIFY(m_view->scene().lag().isNull());
        QVERIFY(m_view->scene().scope().hovered != std::optional(boxNamed("p-3")));  // it has gone on
    }

    std::optional<PictureText> signToTheRight() {
        for (const PictureItem& item : m_view->scene().margins().items)
            if (const auto* text = std::get_if<PictureText>(&item); text && text->text.endsWith(u'▸'))
                return *text;
        return std::nullopt;
    }

    void whatIsOutOfViewIsCountedAndFoundByAClick() {
        show(traceFrom(lineOfProcesses(4)), {600, 400});
        at(1);
        std::size_t out = 0;
        for (const StageBox& box : m_view->scene().scope().plan.boxes) {
            const QRectF rect = m_view->scene().view().mapRect(box.rect);
            out += rect.right() - rect.width() / 4 > m_view->scene().area().right() ? 1 : 0;
        }
        QVERIFY(out > 0 && signToTheRight());
        QCOMPARE(signToTheRight()->text, QStringLiteral("%1 ▸").arg(out));
        while (!isInView("p-3")) {
            const auto sign = signToTheRight();
            QVERIFY(sign && m_view->scene().wayOutAt(sign->rect.center()));
            for (const StageBox& box : m_view->scene().scope().plan.boxes)
                QVERIFY2(!m_view->scene().view().mapRect(box.rect).intersects(sign->rect),
                         qPrintable(box.title));
            QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, sign->rect.center().toPoint());
        }
    }

    void arrowsGoFromBoxToBox() {
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QCOMPARE(m_view->scene().scope().selected, std::vector{boxNamed("main")});
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QCOMPARE(m_view->scene().scope().selected, std::vector{boxNamed("q")});
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QCOMPARE(m_view->scene().scope().selected, std::vector{boxNamed("a")});
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QCOMPARE(m_view->scene().scope().selected, std::vector{boxNamed("a")});
        QTest::keyClick(m_view.get(), Qt::Key_Left);
        QCOMPARE(m_view->scene().scope().selected, std::vector{boxNamed("q")});
    }

    void returnUnfoldsAGroup() {
        show(toyTrace({.workers = 50, .items = 60, .capacity = 4}));
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(m_view.get(), Qt::Key_Right);
        QCOMPARE(m_view->scene().scope().selected, std::vector{boxNamed("worker 0\u201349")});
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(m_view->scene().scope().plan.boxes.size(), std::size_t(52));
    }

    void zoomKeysGoByTheirPlaceOnTheKeyboard() {
        const double before = scale();
        QKeyEvent cyrillic(QEvent::KeyPress, 0x0426, Qt::NoModifier, 25, 0, 0, QStringLiteral("\u0446"));
        QCoreApplication::sendEvent(m_view.get(), &cyrillic);
        QVERIFY(scale() > before);
    }

    void keysThatMeanNothingHereGoOn() {
        QKeyEvent space(QEvent::KeyPress, Qt::Key_Space, Qt::NoModifier, QStringLiteral(" "));
        QCoreApplication::sendEvent(m_view.get(), &space);
        QVERIFY(!space.isAccepted());
    }

    void itIsPaintedInBothThemes() {
        const QImage light = m_view->grab().toImage();
        m_view->setTheme(Theme::dark());
        const QImage dark = m_view->grab().toImage();
        QCOMPARE(light.pixelColor(2, 100), Theme::light().color(Tone::surface));
        QCOMPARE(dark.pixelColor(2, 100), Theme::dark().color(Tone::surface));
        QVERIFY(light != dark);
    }
};

QTEST_MAIN(StageViewTest)
#include "StageViewTest.moc"
