// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>  // first: moc 6.4 stumbles over <compare> when no other header of the standard came before

#include "app/command/ExitCode.h"

#include <csignal>

using namespace heddle;

Q_DECLARE_METATYPE(heddle::Ending)

class ExitCodeTest : public QObject {
    Q_OBJECT
private slots:
    void theEndingAndTheVerdictsMakeTheExitCode_data();
    void theEndingAndTheVerdictsMakeTheExitCode();
    void aRunThatWasStoppedSaysBySignal_data();
    void aRunThatWasStoppedSaysBySignal();
};

void ExitCodeTest::theEndingAndTheVerdictsMakeTheExitCode_data() {
    QTest::addColumn<Ending>("ending");
    QTest::addColumn<bool>("hasTrouble");
    QTest::addColumn<bool>("hasNote");
    QTest::addColumn<bool>("isStrict");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, Ending ending, bool hasTrouble, bool hasNote, bool isStrict,
                        int code) {
        QTest::newRow(name) << ending << hasTrouble << hasNote << isStrict << code;
    };
    row("finished", Ending::finished, false, false, false, 0);
    row("finished, with a note", Ending::finished, false, true, false, 0);
    row("finished, with a note, strictly", Ending::finished, false, true, true, 3);
    row("finished, strictly", Ending::finished, false, false, true, 0);
    row("finished, in trouble", Ending::finished, true, false, false, 3);
    row("stuck", Ending::stuck, true, false, false, 3);
    row("stuck, without a verdict", Ending::stuck, false, false, false, 3);
    row("failed", Ending::failed, false, false, false, 4);
    row("failed before trouble", Ending::failed, true, true, true, 4);
    row("timeout", Ending::timeout, false, false, false, 5);
    row("timeout before trouble", Ending::timeout, true, true, true, 5);
    row("cut", Ending::cut, false, false, false, 1);
    row("the supervisor died", Ending::heddleFailed, false, false, false, 1);
    row("the supervisor died of a program in trouble", Ending::heddleFailed, true, true, true, 1);
    row("still running", Ending::running, false, false, false, 1);
    row("stopped by nobody that we know", Ending::stopped, false, false, false, 1);
}

void ExitCodeTest::theEndingAndTheVerdictsMakeTheExitCode() {
    QFETCH(Ending, ending);
    QFETCH(bool, hasTrouble);
    QFETCH(bool, hasNote);
    QFETCH(bool, isStrict);
    RunFacts facts;
    facts.ending = ending;
    if (hasTrouble)
        facts.verdicts.emplace_back().isTrouble = true;
    if (hasNote)
        facts.verdicts.emplace_back().isTrouble = false;
    QTEST(exitCodeOf(facts, isStrict ? Strictness::notesToo : Strictness::troubles), "code");
}

void ExitCodeTest::aRunThatWasStoppedSaysBySignal_data() {
    QTest::addColumn<Ending>("ending");
    QTest::addColumn<int>("code");
    QTest::newRow("it was stopped") << Ending::stopped << 130;
    QTest::newRow("the program heard the signal too") << Ending::failed << 130;
    QTest::newRow("it had finished just before") << Ending::finished << 0;
    QTest::newRow("its time had run out just before") << Ending::timeout << 5;
    QTest::newRow("it was stuck just before") << Ending::stuck << 3;
}

void ExitCodeTest::aRunThatWasStoppedSaysBySignal() {
    QFETCH(Ending, ending);
    RunFacts facts;
    facts.ending = ending;
    QTEST(exitCodeOf(facts, Strictness::troubles, SIGINT), "code");
}

QTEST_APPLESS_MAIN(ExitCodeTest)
#include "ExitCodeTest.moc"
