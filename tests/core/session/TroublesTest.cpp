// SPDX-License-Identifier: MIT
// What is wrong with a program that really ran is told, free and held, and nothing else is.
#include "tests/core/session/Scene.h"

#include <QTest>
#include <filesystem>

using namespace heddle;
using namespace heddle::test;

class TroublesTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsWrongIsToldAndNothingElse_data();
    void whatIsWrongIsToldAndNothingElse();
};

void TroublesTest::whatIsWrongIsToldAndNothingElse_data() {
    QTest::addColumn<QByteArray>("scene");
    QTest::addColumn<QByteArray>("sentence");
    QTest::addColumn<int>("held");
    const auto row = [](const char* scene, const char* sentence) {
        for (const Held held : {Held::no, Held::roundRobin, Held::random})
            QTest::addRow("%s, %d", scene, static_cast<int>(held))
                << QByteArray(scene) << QByteArray(sentence) << static_cast<int>(held);
    };
    row("lostWakeUp", "trouble lost-wake-up: Lost wake-up: main notified c when nobody waited there ");
    row("itemTakenByAnother", "");
    row("lockOfTheDead", "trouble dead-holder: A lock of the dead: holder ended ");
    row("lockOfAKilledProcess", "trouble dead-holder: A lock of the dead: holder ended ");
    row("robustLockOfAKilledProcess", "");
    row("sharedUnprotected", "trouble unprotected-sharing: Unprotected sharing: ");
    row("sharedBetweenProcesses", "trouble unprotected-sharing: Unprotected sharing: ");
    row("arrayBetweenProcesses", "trouble unprotected-sharing: Unprotected sharing: ");
    row("arrayByPlaces", "");
    row("sharedInOrder", "");
    row("sharedWithAThreadOfItsOwn", "");
    row("unreceived", "note unreceived-message: A message was never received: main ");
    row("unjoined", "note unjoined-process: child was never joined by main, ");
    row("leftOpen", "note open-descriptor: child made p.send and ended ");
    row("forkBesideAThread", "note fork-with-threads: main forked child ");
}

void TroublesTest::whatIsWrongIsToldAndNothingElse() {
    QFETCH(QByteArray, scene);
    QFETCH(QByteArray, sentence);
    QFETCH(int, held);
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        RunRequest request = requestFor("", static_cast<Held>(held), seed);
        const std::filesystem::path build = qEnvironmentVariable("HEDDLE_BUILD").toStdString();
        request.command = {build / "lib/heddle/tests/TestTroubles", "scene=" + scene.toStdString()};
        const Scene run = play(std::move(request));
        std::string told;
        for (const Verdict& verdict : run.facts.verdicts)
            if (verdict.kind != "stuck") {
                told += (verdict.isTrouble ? "trouble " : "note ") + verdict.kind + ": " + verdict.sentence +
                        "\n";
                QVERIFY(verdict.step > 0 && !verdict.events.empty());
            }
        QVERIFY2(sentence.isEmpty() ? told.empty() : told.starts_with(sentence.toStdString()), told.c_str());
        QVERIFY2(told.find('\n') == told.size() - 1 || told.empty(), told.c_str());  // one, and no more
    }
}

QTEST_APPLESS_MAIN(TroublesTest)
#include "TroublesTest.moc"
