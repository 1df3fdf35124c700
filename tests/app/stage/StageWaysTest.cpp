// SPDX-License-Identifier: GPL-3.0-or-later
// A line behind a box says that the two have to do with each other: no way may pass one that is not its own.
#include "app/stage/StageSteps.h"
#include "tests/app/stage/StagedStage.h"
#include "tests/support/ToyTrace.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

using namespace heddle;

namespace {

constexpr double marginPx = 2;
constexpr double besidePx = 7;  // of a lock's two ports: held, and waited for

QPointF at(const StagePiece& piece, double t) {
    const double u = 1 - t;
    return piece.from * (u * u * u) + piece.control1 * (3 * u * u * t) + piece.control2 * (3 * u * t * t) +
           piece.to * (t * t * t);
}

bool touches(const StageWay& way, const QRectF& rect) {
    constexpr int samples = 40;
    for (const StagePiece& piece : way)
        for (int i = 0; i <= samples; ++i)
            if (rect.contains(at(piece, double(i) / samples)))
                return true;
    return false;
}

// The first way that passes behind a box which it does not belong to, or does not hang together.
QString complaint(const StagePlan& plan, const StageBetween& between, const StageWay& way) {
    const StageBox &from = plan.boxes[between.first], &to = plan.boxes[between.second];
    const QString name = from.title + " - " + to.title;
    const QMarginsF near(1, 1, 1, 1);
    if (way.empty() || !from.rect.marginsAdded(near).contains(way.front().from) ||
        !to.rect.marginsAdded(near).contains(way.back().to))
        return name + " does not lead there";
    for (std::size_t i = 1; i < way.size(); ++i)
        if ((way[i].from - way[i - 1].to).manhattanLength() > 1)
            return name + " is torn";
    for (std::size_t box = 0; box < plan.boxes.size(); ++box)
        if (box != between.first && box != between.second &&
            touches(way,
                    plan.boxes[box].rect.marginsAdded(QMarginsF(marginPx, marginPx, marginPx, marginPx))))
            return name + " passes behind " + plan.boxes[box].title;
    return {};
}

QString complaint(const StagePlan& plan, const StageBetween& between) {
    return complaint(plan, between, plan.wayBetween(between.first, between.second));
}

// A frame is around all that belongs to its process, and around nothing else.
QString complaintOfFrames(const StagePlan& plan) {
    for (const StageFrame& frame : plan.frames)
        for (const StageBox& box : plan.boxes)
            if (box.frame == frame.process ? !frame.rect.contains(box.rect) : frame.rect.intersects(box.rect))
                return frame.title + (box.frame == frame.process ? " lacks " : " has ") + box.title;
    for (std::size_t i = 0; i < plan.frames.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (plan.frames[i].process == plan.frames[k].process ||
                plan.frames[i].rect.intersects(plan.frames[k].rect))
                return plan.frames[i].title + " lies on " + plan.frames[k].title;
    return {};
}

QString complaint(const StagePlan& plan) {
    if (const QString text = complaintOfFrames(plan); !text.isEmpty())
        return text;
    for (const StageLink& link : plan.links)
        for (const bool isForth : {true, false})
            for (const double offPx : {0.0, besidePx, -besidePx})
                if (const QString text =
                        complaint(plan, {link.worker, link.thing},
                                  besideMiddle(plan.wayOf(link.worker, link.thing, isForth), offPx));
                    !text.isEmpty())
                    return text;
    for (std::size_t a = 0; a < plan.boxes.size(); ++a)
        for (std::size_t b = 0; b < plan.boxes.size() && plan.boxes.size() < 12; ++b)
            for (const StagePiece& piece : a == b ? StageWay() : plan.wayBetween(a, b))
                for (const double part : {0.25, 0.5, 0.75})
                    if (!plan.bounds.marginsAdded({12, 12, 12, 12}).contains(at(piece, part)))
                        return plan.boxes[a].title + " - " + plan.boxes[b].title + " leaves the stage";
    for (std::size_t a = 0; a < plan.boxes.size(); ++a)  // who waits for another's end
        for (std::size_t b = 0; b < plan.boxes.size(); b += 1 + plan.boxes.size() / 12)
            if (a != b && plan.boxes[a].isOfWorkers() && plan.boxes[b].isOfWorkers())
                if (const QString text = complaint(plan, {a, b}); !text.isEmpty())
                    return text;
    return {};
}

std::string start(const std::string& stem, int count, const char* how) {
    std::string text;
    for (int i = 0; i < count; ++i) {
        const std::string name = stem + std::to_string(i);
        text += "main " + std::string(how) + " " + name + "; " + name + " begins; ";
    }
    return text;
}

std::string philosophers(int count) {
    std::string text = start("philosopher-", count, "starts");
    for (int i = 0; i < count; ++i) {
        const std::string who = "philosopher-" + std::to_string(i);
        for (const int fork : {i, (i + 1) % count})
            text += who + " acquires fork-" + std::to_string(fork) + "; " + who + " releases fork-" +
                    std::to_string(fork) + "; ";
    }
    return text;
}

std::string queueBetween(int workers, const char* how) {
    std::string text = start("worker-", workers, how) + "main puts 0 in jobs; ";
    for (int i = 0; i < workers; ++i)
        text += "main puts 1 in jobs; worker-" + std::to_string(i) + " gets from jobs; ";
    return text;
}

// Every third is a thread of the process before it.
std::string processesOfThreads(int workers) {
    std::string text;
    for (int i = 0; i < workers; ++i) {
        const std::string name = "w-" + std::to_string(i);
        const bool isThread = i % 3 == 1;
        text += (isThread ? "w-" + std::to_string(i - 1) + " starts " : "main forks ") + name + "; " + name +
                " begins; ";
    }
    return text;
}

// Whoever does whatever to whatever.
std::string anything(unsigned seed) {
    std::mt19937 dice(seed);
    const auto below = [&](int most) { return static_cast<int>(dice() % static_cast<unsigned>(most)); };
    const int workers = 1 + below(seed % 5 == 0 ? 45 : 9), things = 1 + below(9);
    std::string text = seed % 3 == 1 ? processesOfThreads(workers)
                                     : start("w-", workers, seed % 3 == 0 ? "forks" : "starts");
    for (int use = below(60); use >= 0; --use) {
        const int worker = below(workers + 1), thing = below(things);
        const std::string who = worker == 0 ? "main" : "w-" + std::to_string(worker - 1);
        const std::string what = std::to_string(thing) + "-thing";
        switch (thing % 3) {
        case 0:
            text += who + " acquires L" + what + "; " + who + " releases L" + what + "; ";
            break;
        case 1:
            text += who + " puts 1 in Q" + what + "; ";
            if (below(2) == 0)
                text += "w-0 gets from Q" + what + "; ";
            break;
        default:
            text += who + " stores 4 in V" + what + "; ";
        }
    }
    return text;
}

const QSizeF shapes[] = {{900, 400}, {1280, 260}, {1600, 330}, {500, 700}};

}  // namespace

class StageWaysTest : public QObject {
    Q_OBJECT
private slots:
    void noWayPassesBehindABoxThatIsNotItsOwn_data() {
        QTest::addColumn<QString>("text");
        const auto row = [](const char* name, const std::string& text) {
            QTest::newRow(name) << QString::fromStdString(text);
        };
        row("threads", start("worker-", 5, "starts"));
        row("processes", start("worker-", 5, "forks"));
        row("two locks", "main starts there; there begins; main starts back; back begins;"
                         "there acquires left-lock; back acquires right-lock; there loads left;"
                         "there stores 1 in left; back loads right; there wants right-lock");
        row("two locks and what they guard",
            "main starts there; there begins; main starts back; back begins; there acquires left-lock;"
            "there acquires right-lock; there loads left; there stores 1 in left; there loads right;"
            "there stores 1 in right; there releases right-lock; there releases left-lock;"
            "back acquires right-lock; back loads left; back loads right; back stores 2 in left;"
            "back releases right-lock; main loads left; main loads right");
        for (const int count : {2, 3, 5, 7, 12, 30})
            row(qPrintable(QStringLiteral("%1 philosophers").arg(count)), philosophers(count));
        for (const int count : {1, 3, 5, 8, 15, 16, 40})
            for (const char* how : {"starts", "forks"})
                row(qPrintable(QStringLiteral("a queue, %2 %1").arg(count).arg(how)),
                    queueBetween(count, how));
        row("a pipe", "pipe out to in; process a; process b; main forks a; main forks b; a begins; b begins;"
                      "a sends 12 bytes on out; b receives from in");
        row("a line of queues",
            start("w-", 2, "starts") +
                "main puts 1 in q; w-0 gets 1 from q; w-0 puts 2 in r; w-1 gets 2 from r; w-1 acquires L;"
                "w-1 releases L; main acquires L; main releases L; main stores 3 in x; w-1 loads x");
    }
    void noWayPassesBehindABoxThatIsNotItsOwn() {
        QFETCH(QString, text);
        for (const QSizeF& shape : shapes) {
            StagedStage stage(traceFrom(text.toStdString()), shape);
            QCOMPARE(complaint(stage.plan()), QString());
        }
    }

    void noWayPassesBehindABoxWhoeverUsesWhatever() {
        for (unsigned seed = 0; seed < 120; ++seed) {
            StagedStage stage(traceFrom(anything(seed)), shapes[seed % 4]);
            QVERIFY2(complaint(stage.plan()).isEmpty(),
                     qPrintable(QStringLiteral("%1: %2").arg(seed).arg(complaint(stage.plan()))));
        }
    }

    void noWayPassesBehindAnUnfoldedGroup() {
        StagedStage stage(toyTrace({.workers = 64, .items = 200, .capacity = 4}));
        stage.scene.turnGroup(QString(stage.box("worker 0\u201363")->group));
        QCOMPARE(complaint(stage.plan()), QString());
    }

    // Whoever reads the circle around meets each one and the fork that is between it and the next.
    void whoSharesWithTwoNeighboursOnlyStandsInARing_data() {
        QTest::addColumn<int>("count");
        for (const int count : {3, 5, 8})
            QTest::newRow(qPrintable(QString::number(count))) << count;
    }
    void whoSharesWithTwoNeighboursOnlyStandsInARing() {
        QFETCH(int, count);
        StagedStage stage(philosophers(count));
        std::vector<std::pair<double, QString>> around;  // by angle
        const QPointF middle = stage.box("main")->rect.center();
        for (const StageBox& box : stage.plan().boxes)
            if (box.title != QLatin1String("main")) {
                const QPointF from = box.rect.center() - middle;
                around.emplace_back(std::atan2(from.y(), from.x()), box.title);
            }
        std::sort(around.begin(), around.end());
        for (std::size_t i = 0; i < around.size(); ++i) {
            const QString& here = around[i].second;
            const QString& next = around[(i + 1) % around.size()].second;
            const StageBox *one = stage.box(qPrintable(here)), *beside = stage.box(qPrintable(next));
            QVERIFY2(one->isOfWorkers() != beside->isOfWorkers(), qPrintable(here + " beside " + next));
            const auto worker =
                static_cast<std::size_t>((one->isOfWorkers() ? one : beside) - stage.plan().boxes.data());
            const auto thing =
                static_cast<std::size_t>((one->isOfWorkers() ? beside : one) - stage.plan().boxes.data());
            QVERIFY2(stage.plan().ways.count(StageBetween(worker, thing)) == 1,
                     qPrintable(here + " beside " + next));
        }
    }

    void aWayToWhatWasCarriedByHandLeadsThere() {
        StagedStage stage(philosophers(3));
        const auto carried = static_cast<std::size_t>(stage.box("fork-1") - stage.plan().boxes.data());
        stage.scene.carry(carried, {-40, 90});
        for (const StageLink& link : stage.plan().links)
            if (link.thing == carried)
                QVERIFY(stage.plan()
                            .boxes[carried]
                            .rect.marginsAdded(QMarginsF(1, 1, 1, 1))
                            .contains(stage.plan().wayBetween(link.worker, link.thing).back().to));
    }
};

QTEST_MAIN(StageWaysTest)
#include "StageWaysTest.moc"
