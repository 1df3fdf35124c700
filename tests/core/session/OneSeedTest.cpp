// SPDX-License-Identifier: MIT
// Many runs of one seed of each lesson, every second one beside others that want the processors: one list of
// events. HEDDLE_ONE_SEED: how many.
#include "core/trace/Describe.h"
#include "tests/core/session/Load.h"
#include "tests/core/session/Scene.h"

#include <QTest>
#include <algorithm>
#include <filesystem>
#include <optional>

using namespace heddle;
using namespace heddle::test;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr int usualRuns = 5;  // what is looked for there one run shows
#else
constexpr int usualRuns = 50;
#endif

int runs() {
    const int asked = qEnvironmentVariableIntValue("HEDDLE_ONE_SEED");
    return asked > 0 ? asked : usualRuns;
}

Scene playLesson(const QByteArray& lesson, const QByteArray& parameter) {
    const std::filesystem::path build = qEnvironmentVariable("HEDDLE_BUILD").toStdString();
    RunRequest request = requestFor("", Held::random, 11);
    request.command = {build / "lib/heddle/lessons" / lesson.toStdString() / "program", "workMs=0",
                       parameter.toStdString()};
    return play(std::move(request));
}

// As it is told of, with its step and its message.
std::vector<std::string> storyOf(const Scene& scene) {
    Describer describer(scene.trace);
    std::vector<std::string> story;
    for (std::size_t i = 0; i < scene.trace->size(); ++i) {
        const Event event = scene.trace->event(i);
        if (event.depth == Depth::program)
            story.push_back(std::to_string(scene.trace->stepAt(i)) + " " + describer.inEnglish(i) + " (" +
                            std::to_string(event.message.number) + ")");
    }
    return story;
}

// "": they are the same.
QString firstDifference(const std::vector<std::string>& ours, const std::vector<std::string>& theirs) {
    const auto [our, their] = std::ranges::mismatch(ours, theirs);
    if (our == ours.end() && their == theirs.end())
        return {};
    const QString first = our == ours.end() ? "the end" : QString::fromStdString(*our);
    const QString second = their == theirs.end() ? "the end" : QString::fromStdString(*their);
    return QString("event %1: %2, and first it was: %3").arg(our - ours.begin()).arg(first, second);
}

}  // namespace

class OneSeedTest : public QObject {
    Q_OBJECT
private slots:
    void oneSeedIsOneListOfEvents_data();
    void oneSeedIsOneListOfEvents();
};

void OneSeedTest::oneSeedIsOneListOfEvents_data() {
    QTest::addColumn<QByteArray>("lesson");
    QTest::addColumn<QByteArray>("parameter");
    const auto row = [](const char* lesson, const char* parameter) {
        QTest::addRow("%s %s", lesson, parameter) << QByteArray(lesson) << QByteArray(parameter);
    };
    for (const char* lesson :
         {"threads", "processes", "queues", "pipes", "managers", "sockets", "everything"})
        row(lesson, "work=as it is");
    row("queues", "between=processes");
    row("pipes", "duplex=true");
    row("pipes", "bytes=100000");
    for (const char* lesson : {"lost-update", "lock-order", "philosophers", "forgotten-sentinel", "pipe-full",
                               "connect-before-listen"}) {
        row(lesson, "variant=broken");
        row(lesson, "variant=mended");
    }
}

void OneSeedTest::oneSeedIsOneListOfEvents() {
    QFETCH(QByteArray, lesson);
    QFETCH(QByteArray, parameter);
    const Scene first = playLesson(lesson, parameter);
    QVERIFY2(first.whatIsWrong().empty(), first.whatIsWrong().c_str());
    const std::vector<std::string> lines = first.lines(), story = storyOf(first);
    QVERIFY2(lines.size() > 5, first.facts.endingSentence.c_str());
    for (int i = 1; i < runs(); ++i) {
        const auto load = i % 2 == 1 ? std::make_optional<Load>() : std::nullopt;
        const Scene again = playLesson(lesson, parameter);
        QCOMPARE(firstDifference(again.lines(), lines), QString());
        QCOMPARE(firstDifference(storyOf(again), story), QString());
        QCOMPARE(again.facts.endingSentence, first.facts.endingSentence);
    }
}

QTEST_APPLESS_MAIN(OneSeedTest)
#include "OneSeedTest.moc"
