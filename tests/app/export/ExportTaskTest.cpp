// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/ExportTask.h"
#include "tests/support/ToyTrace.h"

#include <QTest>
#include <sstream>

using namespace heddle;

namespace {

struct Typed {
    std::string language, axis;
    std::optional<std::int64_t> at;
};

ExportWishes wishesFor(const char* format, const Typed& typed) {
    ExportWishes wishes;
    wishes.format = format;
    wishes.language = typed.language;
    wishes.picture.axis = typed.axis;
    wishes.openAt = typed.at;
    return wishes;
}

std::string refusalOf(const char* format, const Typed& typed) {
    const ExportWishes wishes = wishesFor(format, typed);
    const Result<ExportTask> task = exportTaskFrom(wishes);
    return task ? std::string() : task.error().sentence;
}

}  // namespace

class ExportTaskTest : public QObject {
    Q_OBJECT
private slots:
    void onlyAPageSpeaksALanguageAndOnlyOneThatThereIs() {
        QCOMPARE(refusalOf("html", {"fr", "", {}}),
                 std::string("--lang fr is not allowed; it takes en or ru"));
        QCOMPARE(refusalOf("html", {"ru", "", {}}), std::string());
        QVERIFY(refusalOf("csv", {"en", "", {}}).ends_with("are for html, not for csv"));
    }
    void anAxisAndAnInstantAreForPictures() {
        QCOMPARE(refusalOf("png", {"", "sideways", {}}),
                 std::string("--axis sideways is not allowed; it takes steps or time"));
        QVERIFY(refusalOf("csv", {"", "time", {}}).ends_with("films, not for csv"));
        QCOMPARE(refusalOf("gif", {"", "", 3}),
                 std::string("--at is for html, dot and pictures, not for gif"));
        QCOMPARE(refusalOf("svg", {"", "time", 3}), std::string());
    }
    void aPictureLooksAsDeepAsTheProgramUnlessItIsAskedFor() {
        const auto depths = [](const char* format, const char* depth) {
            ExportWishes wishes = wishesFor(format, {});
            wishes.depth = depth;
            const Result<ExportTask> task = exportTaskFrom(wishes);
            return task->form.picture ? task->picture.drawing.depth : task->deepest;
        };
        for (const char* picture : {"png", "svg", "gif"}) {
            QCOMPARE(depths(picture, ""), Depth::program);
            QCOMPARE(depths(picture, "library"), Depth::library);
        }
        QCOMPARE(depths("csv", ""), Depth::system);
        QCOMPARE(depths("csv", "program"), Depth::program);
    }
    void aRangeOfStepsIsOnNoAxisOfTimes() {
        auto task = exportTaskFrom(wishesFor("png", {"", "time", {}}));
        const Result<void> taken = takeTrace(*task, toyTrace(), "3..9");
        QVERIFY(!taken);
        QCOMPARE(taken.error().sentence, std::string("--axis time takes a --range of times, as 1ms..2ms"));
        QVERIFY(takeTrace(*task, toyTrace(), "0ms..1ms"));
    }
    void aGraphIsOfItsInstantOrOfTheEndOfItsRange() {
        const auto toy = toyTrace();
        const auto written = [&](std::optional<std::int64_t> at, const std::string& range) {
            auto task = exportTaskFrom(wishesFor("dot-waits", {"", "", at}));
            if (const Result<void> taken = takeTrace(*task, toy, range); !taken)
                return taken.error().sentence;
            std::ostringstream out;
            task->form.format->write(requestOf(*task), out);
            return out.str();
        };
        QVERIFY(written(9, "").find("after step 9\"") != std::string::npos);
        QCOMPARE(written(9, ""), written({}, "..9"));
        QVERIFY(written(0, "").find("after step 0\"") != std::string::npos);
        QCOMPARE(written(9, "1..9"),
                 std::string("--at 9 and a --range both say of which instant it is: give one of them"));
        QCOMPARE(written(toy->steps() + 1, ""), "--at " + std::to_string(toy->steps() + 1) +
                                                    " is not in this run, which has steps 1 to " +
                                                    std::to_string(toy->steps()));
    }
    void anInstantIsItsStepsOnEitherAxis() {
        const auto toy = toyTrace();
        PictureTask task;
        task.at = 5;
        DrawingOptions drawing;
        QCOMPARE(instantOf(task, *toy, drawing).value(), std::optional(5.0));
        drawing.axis = Axis::realTime;
        QCOMPARE(instantOf(task, *toy, drawing).value(),
                 std::optional(double(toy->event(toy->indexOfStep(5)).end)));
        drawing.axis = Axis::steps;
        drawing.from = 6;
        drawing.to = 9;
        QCOMPARE(instantOf(task, *toy, drawing).error().sentence,
                 std::string("--at 5 is not within the range that is drawn"));
        task.at = toy->steps() + 1;
        QVERIFY(instantOf(task, *toy, {}).error().sentence.find("is not in this run") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(ExportTaskTest)
#include "ExportTaskTest.moc"
