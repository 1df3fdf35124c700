// SPDX-License-Identifier: GPL-3.0-or-later
// What each lane says of the arrows that are not drawn; without a window.
#include "app/timeline/ArrowCount.h"
#include "app/picture/TextFit.h"
#include "app/timeline/LaneWords.h"
#include "tests/app/timeline/StagedScene.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace heddle;

namespace {

// `count` messages of main, taken by w.
std::shared_ptr<Trace> messagesThrough(int count) {
    std::string text;
    for (int i = 0; i < count; ++i)
        text += "main puts 1 in q; w gets 1 from q;";
    return traceFrom(text + "o prints a");
}

std::size_t laneNamed(const StagedScene& stage, const char* name) {
    const auto& lanes = stage.model.lanes();
    const auto found = std::find_if(lanes.begin(), lanes.end(),
                                    [&](const Lane& lane) { return lane.name == QLatin1String(name); });
    return static_cast<std::size_t>(found - lanes.begin());
}

std::size_t leftOutOf(const StagedScene& stage, const char* name) {
    return ArrowCount(stage.scope()).leftOut(stage.scope().rows.ofLane(laneNamed(stage, name)));
}

// What stands in the column of the names within a lane's row.
std::vector<PictureText> wordsOf(const StagedScene& stage, const char* name) {
    Picture names;
    layNames(names, stage.scope());
    const TimelineRow& row = stage.scope().rows.ofLane(laneNamed(stage, name));
    const double top = stage.scope().rowTop(row);
    std::vector<PictureText> words;
    for (const PictureItem& item : names.items)
        if (const auto* text = std::get_if<PictureText>(&item);
            text && text->rect.center().y() > top && text->rect.center().y() < top + row.height)
            words.push_back(*text);
    return words;
}

QStringList linesOf(const StagedScene& stage, const char* name) {
    QStringList lines;
    for (const PictureText& words : wordsOf(stage, name))
        lines << words.text;
    return lines;
}

void hide(StagedScene& stage, const char* name) {
    LaneChoice choice = stage.scope().choice;
    choice.hide(laneNamed(stage, name));
    stage.scene.setChoice(choice);
}

}  // namespace

class ArrowCountTest : public QObject {
    Q_OBJECT
private slots:
    void eachLaneCountsTheArrowsThatItsPixelsAreTooFewFor() {
        StagedScene stage(messagesThrough(600));
        stage.scene.fitAll();
        const std::size_t drawn = shownArrows(stage.scope()).messages.size();
        QVERIFY(drawn > 10 && drawn < 600);
        for (const char* lane : {"main", "w"})
            QCOMPARE(leftOutOf(stage, lane), 600 - drawn);
        QCOMPARE(leftOutOf(stage, "o"), std::size_t(0));
        QCOMPARE(leftOutOf(stage, "q"), std::size_t(0));  // arrows pass it by
        const QString words = QStringLiteral("600 merged, +%1 \u2197").arg(600 - drawn);
        QVERIFY2(linesOf(stage, "main").contains(words), qPrintable(linesOf(stage, "main").join('|')));
        QCOMPARE(linesOf(stage, "o"), QStringList{QStringLiteral("o")});
    }

    void whereAllAreDrawnNoLaneSaysThatThereAreMore() {
        StagedScene stage(messagesThrough(600));
        stage.scene.showRange(20, 40);
        for (const char* lane : {"main", "w"})
            QCOMPARE(leftOutOf(stage, lane), std::size_t(0));
        stage.scene.showRange(20.5, 40.5);  // some begin or end beside the view
        QCOMPARE(leftOutOf(stage, "main"), std::size_t(0));
    }

    void anArrowToAHiddenLaneIsCountedAtItsOtherEnd() {
        StagedScene stage(traceFrom("main puts 1 in q; w gets 1 from q; main puts 2 in q; v gets 2 from q"));
        QCOMPARE(leftOutOf(stage, "main"), std::size_t(0));
        hide(stage, "w");
        QCOMPARE(leftOutOf(stage, "main"), std::size_t(1));
        QCOMPARE(leftOutOf(stage, "v"), std::size_t(0));
        QVERIFY(linesOf(stage, "main").contains(QStringLiteral("1 more arrow")));
    }

    void whatIsUnderWayIsNoArrowThatIsLeftOut() {
        StagedScene stage(traceFrom("main puts 1 in q; main puts 2 in q; w gets 1 from q"));
        QCOMPARE(leftOutOf(stage, "main"), std::size_t(0));
    }

    void countsStandUnderANameWholeAndSayWhatTheyAre() {
        ToyRun run;
        run.items = 9000;
        StagedScene stage(toyTrace(run));
        stage.scene.fitAll();
        const std::vector<PictureText> words = wordsOf(stage, "main");
        QCOMPARE(words.size(), std::size_t(2));  // one line: lanes stand close to each other
        QVERIFY2(words[1].text.contains(QStringLiteral(" merged, ")), qPrintable(words[1].text));
        QVERIFY2(words[1].text.endsWith(QStringLiteral("more arrows")) ||
                     words[1].text.endsWith(QStringLiteral(" \u2197")),
                 qPrintable(words[1].text));
        const double y = stage.scope().laneCentre(laneNamed(stage, "main"));
        const QString said = laneWords(stage.scope(), {stage.scope().frame.names.center().x(), y});
        QVERIFY2(said.startsWith(QStringLiteral("main: ")) && said.endsWith(QStringLiteral("more arrows")),
                 qPrintable(said));
        const TextFit fit(stage.scope().theme, Type::small);
        for (const PictureText& line : words) {
            QVERIFY2(fit.width(line.text) <= line.rect.width() || line.type == Type::body,
                     qPrintable(line.text));
            QVERIFY(line.rect.height() >= 13);
        }
    }

    void aFoldedProcessCountsForAllInIt() {
        std::string text = "process main; main forks child; child begins;";
        for (int i = 0; i < 300; ++i)
            text += "main puts 1 in q; child gets 1 from q;";
        StagedScene stage(traceFrom(text));
        stage.scene.fitAll();
        const std::size_t open = leftOutOf(stage, "child");
        QVERIFY(open > 0);
        LaneChoice choice = stage.scope().choice;
        choice.toggleFold(stage.model.lanes()[laneNamed(stage, "child")].process);
        stage.scene.setChoice(choice);
        QCOMPARE(leftOutOf(stage, "child"), open);
        const QString name = linesOf(stage, "child").join('|');
        QVERIFY2(name.contains(QStringLiteral("more arrows")) || name.endsWith(QStringLiteral("merged")),
                 qPrintable(name));
    }
};

QTEST_MAIN(ArrowCountTest)
#include "ArrowCountTest.moc"
