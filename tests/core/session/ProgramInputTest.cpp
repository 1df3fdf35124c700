// SPDX-License-Identifier: MIT
#include "core/session/ProgramInput.h"

#include "core/session/Run.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace heddle;

namespace {

struct Ended {
    RunFacts facts;
    std::string given, written;  // as the trace kept them
};

RunRequest ofShell(const std::string& script) {
    RunRequest request;
    request.command = {"/bin/sh", "-c", script};
    request.input = std::make_shared<ProgramInput>();
    request.timeout = Span::seconds(30);
    return request;
}

Ended endOf(Run& run) {
    run.wait();
    Ended ended{run.trace()->facts(), {}, {}};
    for (const OutputLine& piece : run.trace()->output())
        (piece.stream == 0 ? ended.given : ended.written) += piece.text;
    return ended;
}

Ended play(RunRequest request) {
    const auto run = Run::start(std::move(request));
    return run ? endOf(**run) : Ended{};
}

}  // namespace

class ProgramInputTest : public QObject {
    Q_OBJECT
private slots:
    // The second line is given when the answer to the first is there, so nothing is kept back until the end.
    void whatIsGivenIsReadWhileTheProgramRuns() {
        RunRequest request = ofShell("read a; echo \"<$a>\"; read b; echo \"<$b>\"; cat");
        const auto input = request.input;
        request.onOutput = [input](int, std::string_view text) {
            if (text == "<one>\n") {
                input->give("two\nthree");
                input->end();
            }
        };
        const auto run = Run::start(std::move(request));
        QVERIFY(run);
        input->give("one\n");
        const Ended ended = endOf(**run);
        QCOMPARE(ended.facts.ending, Ending::finished);
        QCOMPARE(ended.written, std::string("<one>\n<two>\nthree"));
        QCOMPARE(ended.given, std::string("one\ntwo\nthree"));
    }

    void moreThanAPipeTakesIsAllReadInItsOrder() {
        RunRequest request = ofShell("cat");
        std::string much;
        for (int i = 0; i < 100'000; ++i)
            much += std::to_string(i) + "\n";
        request.input->give(much);
        request.input->end();
        const Ended ended = play(std::move(request));
        QCOMPARE(ended.facts.ending, Ending::finished);
        QVERIFY(ended.written == much);
        QVERIFY(ended.given == much);
    }

    void aProgramThatReadsNothingEndsAsItWould() {
        RunRequest request = ofShell("exec 0<&-; echo closed");
        request.input->give(std::string(1 << 20, 'x'));
        const Ended ended = play(std::move(request));
        QCOMPARE(ended.facts.ending, Ending::finished);
        QCOMPARE(ended.written, std::string("closed\n"));
        QVERIFY(ended.given.size() < (1 << 20));  // only what the pipe took counts as given
    }

    void aProgramStartsInTheFolderThatIsAskedFor() {
        const QTemporaryDir folder;
        RunRequest request = ofShell("pwd -P");
        request.folder = QFileInfo(folder.path()).canonicalFilePath().toStdString();
        const std::string expected = request.folder.string() + "\n";
        QCOMPARE(play(std::move(request)).written, expected);

        RunRequest nowhere = ofShell("pwd");
        nowhere.folder = folder.filePath("missing").toStdString();
        const auto refused = Run::start(nowhere);
        QVERIFY(!refused);
        QCOMPARE(refused.error().sentence,
                 "start \"/bin/sh\": there is no folder \"" + nowhere.folder.string() + "\" to start it in");
    }
};

QTEST_GUILESS_MAIN(ProgramInputTest)
#include "ProgramInputTest.moc"
