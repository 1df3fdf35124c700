// SPDX-License-Identifier: MIT
// The lesson Sockets through the engine: what is done is counted by hand, free and held.
#include "tests/core/session/Scene.h"

#include <QTest>
#include <filesystem>

using namespace heddle;
using namespace heddle::test;

namespace {

Scene lesson(Held held, const std::vector<std::string>& arguments) {
    const std::filesystem::path build = qEnvironmentVariable("HEDDLE_BUILD").toStdString();
    RunRequest request = requestFor("", held, 3);
    request.command = {build / "lib/heddle/lessons/sockets/program"};
    request.command.insert(request.command.end(), arguments.begin(), arguments.end());
    return play(std::move(request));
}

int eventsOf(const Scene& scene, Op op, Phase phase = Phase::done) {
    int count = 0;
    for (std::size_t i = 0; i < scene.trace->size(); ++i)
        count += scene.trace->event(i).op == op && scene.trace->event(i).phase == phase ? 1 : 0;
    return count;
}

// Messages that were received to their last byte.
int wholeMessages(const Scene& scene) {
    int count = eventsOf(scene, Op::streamWhole);
    for (std::size_t i = 0; i < scene.trace->size(); ++i)
        count += scene.trace->event(i).op == Op::tcpRecv && !scene.trace->event(i).message.isNone() ? 1 : 0;
    return count;
}

}  // namespace

class SocketLessonTest : public QObject {
    Q_OBJECT
private slots:
    void everyMessageIsEchoed_data();
    void everyMessageIsEchoed();
    void aSmallChunkMakesTheServerReceiveInParts();
    void inStepsTwoWhoOnlySendAreStuck();
};

void SocketLessonTest::everyMessageIsEchoed_data() {
    QTest::addColumn<Held>("held");
    QTest::addColumn<int>("clients");
    QTest::addColumn<int>("messages");
    for (const Held held : {Held::no, Held::roundRobin, Held::random})
        for (const auto& [clients, messages] : {std::pair(1, 1), {0, 1}, {2, 0}, {4, 10}})
            QTest::addRow("%d, %d clients, %d messages", static_cast<int>(held), clients, messages)
                << held << clients << messages;
}

// One message is under way at a time, so no receive finds more than one, or less.
void SocketLessonTest::everyMessageIsEchoed() {
    QFETCH(Held, held);
    QFETCH(int, clients);
    QFETCH(int, messages);
    const Scene run =
        lesson(held, {"clients=" + std::to_string(clients), "messages=" + std::to_string(messages)});
    QVERIFY2(run.whatIsWrong().empty(), run.whatIsWrong().c_str());
    QVERIFY2(run.facts.ending == Ending::finished, run.facts.endingSentence.c_str());
    const int echoed = clients * messages;
    QCOMPARE(eventsOf(run, Op::tcpListen), 1);
    QCOMPARE(eventsOf(run, Op::tcpConnect), clients);
    QCOMPARE(eventsOf(run, Op::tcpAccept), clients);
    QCOMPARE(eventsOf(run, Op::tcpSendAll), 2 * echoed);
    QCOMPARE(eventsOf(run, Op::tcpRecv), 2 * echoed);
    QCOMPARE(eventsOf(run, Op::tcpRecv, Phase::failed), clients);  // end of file
    QCOMPARE(eventsOf(run, Op::tcpClose), 2 + 3 * clients);        // of main, of the server, of each client
    QCOMPARE(eventsOf(run, Op::print), echoed);
    QCOMPARE(wholeMessages(run), 2 * echoed);
}

void SocketLessonTest::aSmallChunkMakesTheServerReceiveInParts() {
    for (const Held held : {Held::no, Held::roundRobin, Held::random}) {
        const Scene run = lesson(held, {"chunk=5"});
        QVERIFY2(run.whatIsWrong().empty(), run.whatIsWrong().c_str());
        QCOMPARE(run.count("main/server tcp.recv main/server/connection done ok 5"), 2);
        QCOMPARE(run.count("main/server tcp.recv main/server/connection done ok 2"), 1);
        QVERIFY(eventsOf(run, Op::streamPart) >= 2);
        QCOMPARE(wholeMessages(run), 4);  // one there, three back
    }
}

void SocketLessonTest::inStepsTwoWhoOnlySendAreStuck() {
    const Scene run = lesson(Held::roundRobin, {"bytes=1000000"});
    QCOMPARE(run.facts.ending, Ending::stuck);
    QVERIFY2(run.facts.endingSentence.find("waits to send") != std::string::npos,
             run.facts.endingSentence.c_str());
}

QTEST_APPLESS_MAIN(SocketLessonTest)
#include "SocketLessonTest.moc"
