// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/PagePlanning.h"
#include "app/stage/StagePlan.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QTest>

#include <algorithm>

using namespace heddle;

namespace {

StageCast castOf(const std::shared_ptr<const Trace>& trace) {
    StageCast cast;
    cast.setTrace(trace);
    while (cast.catchUp())
        continue;
    return cast;
}

const PageBox* boxOf(const PagePlan& plan, ObjectId object) {
    const auto found = std::find_if(plan.boxes.begin(), plan.boxes.end(),
                                    [&](const PageBox& box) { return box.object == object; });
    return found == plan.boxes.end() ? nullptr : &*found;
}

QRectF rectOf(const PageRect& rect) {
    return {rect.x, rect.y, rect.width, rect.height};
}

}  // namespace

class PagePlanningTest : public QObject {
    Q_OBJECT
private slots:
    void everythingStandsWhereItDoesInTheWindow() {
        const auto toy = toyTrace({.workers = 5, .items = 20});
        const StageCast cast = castOf(toy);
        const StagePlan window = planned(cast, {});
        const std::vector<PagePlan> plans = pagePlansOf(toy, Depth::system, {});
        QCOMPARE(plans.size(), std::size_t(1));  // there is nothing deeper to be seen
        QCOMPARE(plans[0].boxes.size(), window.boxes.size());
        for (std::size_t i = 0; i < window.boxes.size(); ++i)
            QCOMPARE(rectOf(plans[0].boxes[i].rect), window.boxes[i].rect);
        QCOMPARE(plans[0].ways.size(), window.ways.size());
        for (const PageWay& way : plans[0].ways) {
            const auto from = window.boxOf(cast, way.worker), to = window.boxOf(cast, way.object);
            QVERIFY(from && to);
            QCOMPARE(way.pieces.size(), window.ways.at({*from, *to}).size());
        }
    }
    // The window folds as many; a page has each of them.
    void aPageFoldsNobody() {
        const auto toy = toyTrace({.workers = 60, .items = 60});
        const std::size_t inWindow = planned(castOf(toy), {}).boxes.size();
        const PagePlan plan = pagePlansOf(toy, Depth::system, {}).front();
        QVERIFY2(inWindow < 10, std::to_string(inWindow).c_str());
        const auto workers = std::count_if(plan.boxes.begin(), plan.boxes.end(),
                                           [](const PageBox& box) { return !box.worker.isNone(); });
        QCOMPARE(workers, 61);
    }
    void whatALockProtectsStandsWithinIt() {
        const auto trace =
            traceFrom("a acquires L; a stores 1 in v; a releases L; b acquires L; b loads v as 1;"
                      "b releases L");
        const PagePlan plan = pagePlansOf(trace, Depth::system, {}).front();
        const PageBox* within = nullptr;
        for (const PageBox& box : plan.boxes)
            if (!box.within.isNone())
                within = &box;
        QVERIFY(within);
        const PageBox* lock = boxOf(plan, within->within);
        QVERIFY(lock);
        QVERIFY(rectOf(lock->rect).contains(rectOf(within->rect)));
    }
};

QTEST_GUILESS_MAIN(PagePlanningTest)
#include "PagePlanningTest.moc"
