// SPDX-License-Identifier: MIT
// Every operation of Unix sockets and raw pipes, free and held: a row for each outcome that it can have.
#include "core/world/World.h"
#include "tests/core/session/Scene.h"

#include <QTest>
#include <thread>

using namespace heddle;
using namespace heddle::test;

namespace {

struct Row {
    const char* scene;
    const char* line;
};

constexpr Row rows[] = {
    {"unixSockets", "main unix.listen main/l done ok 128"},
    {"unixSockets", "main unix.listen main/second failed error 128"},
    {"unixSockets", "main unix.accept main/l failed timeout 0"},
    {"unixSockets", "main unix.connect main/s done ok"},
    {"unixSockets", "main unix.accept main/l done ok"},
    {"unixSockets", "main unix.send main/s done ok 4"},
    {"unixSockets", "main unix.send_all main/s done ok 4"},
    {"unixSockets", "main unix.recv main/c done ok 3"},
    {"unixSockets", "main unix.recv main/c done ok 5"},
    {"unixSockets", "main unix.recv main/c failed timeout 0"},
    {"unixSockets", "main unix.shutdown main/s done ok 1"},
    {"unixSockets", "main unix.send main/s failed broken 0"},
    {"unixSockets", "main unix.recv main/c failed eof 0"},
    {"unixSockets", "main/child unix.recv main/s waits"},
    {"unixSockets", "main unix.send_all main/c done ok 4"},
    {"unixSockets", "main/child unix.recv main/s done ok 4"},
    {"unixSockets", "main unix.close main/l done ok"},
    {"unixSockets", "main unix.close main/l failed invalid"},
    {"unixSockets", "main unix.connect main/late failed refused"},
    {"unixBacklog", "main unix.listen main/l done ok 0"},
    {"unixBacklog", "main/child unix.connect main/child/s waits"},
    {"unixBacklog", "main/child unix.connect main/child/s done ok"},
    {"unixBacklog", "main unix.recv main/other done ok 2"},
    {"unixBacklog", "main unix.connect main/fourth failed timeout"},
    {"unixPairs", "main unix.send_all main/p.a done ok 8"},
    {"unixPairs", "main/child unix.recv main/p.b waits"},
    {"unixPairs", "main/child unix.recv main/p.b done ok 5"},
    {"unixPairs", "main/child unix.recv main/p.b done ok 3"},
    {"unixPairs", "main unix.recv main/p.a done ok 7"},
    {"unixPairs", "main unix.recv main/p.a failed eof 0"},
    {"unixPairs", "main unix.send_all main/p.a failed broken 0"},
    {"unixPairs", "main/child unix.close main/p.a done ok"},
    {"bytePipes", "main bytes.read main/p.read failed timeout 0"},
    {"bytePipes", "main bytes.write_all main/p.read failed invalid 0"},
    {"bytePipes", "main/child bytes.read main/p.read waits"},
    {"bytePipes", "main bytes.write_all main/p.write done ok 8"},
    {"bytePipes", "main/child bytes.read main/p.read done ok 5"},
    {"bytePipes", "main/child bytes.read main/p.read done ok 3"},
    {"bytePipes", "main bytes.write main/p.write done ok 4"},
    {"bytePipes", "main/child bytes.read main/p.read done ok 4"},
    {"bytePipes", "main bytes.close main/p.write done ok"},
    {"bytePipes", "main bytes.write main/unread.write failed broken 0"},
    {"bytePipes", "main bytes.close main/unread.write failed invalid"},
    {"fullBytePipe", "main/child bytes.write_all main/p.write waits ok 65536"},
    {"fullBytePipe", "main/child bytes.write_all main/p.write done ok 200000"},
    {"fullBytePipe", "main bytes.read main/p.read failed eof 0"},
    {"killedAtStreams", "main/receives unix.recv main/p.a failed killed"},
    {"killedAtStreams", "main/sends unix.send_all main/f.b failed killed"},
    {"killedAtStreams", "main/reads bytes.read main/b.read failed killed"},
    {"killedAtStreams", "main/accepts unix.accept main/l failed killed"},
};

// Two threads of ours that take the processors from the run.
class Load {
public:
    Load() {
        for (std::jthread& thread : m_threads)
            thread = std::jthread([](const std::stop_token& stop) {
                for (volatile unsigned work = 0; !stop.stop_requested();)
                    work = work + 1;
            });
    }

private:
    std::jthread m_threads[2];
};

}  // namespace

class StreamOperationsTest : public QObject {
    Q_OBJECT
private slots:
    void anOperationIsToldAsItWent_data();
    void anOperationIsToldAsItWent();
    void bytesAreFollowedFromSendToReceive_data();
    void bytesAreFollowedFromSendToReceive();
    void fiftyRunsOfOneSeedAreTheSameHalfOfThemUnderLoad_data();
    void fiftyRunsOfOneSeedAreTheSameHalfOfThemUnderLoad();
};

void StreamOperationsTest::anOperationIsToldAsItWent_data() {
    QTest::addColumn<Held>("held");
    QTest::addColumn<QString>("scene");
    QTest::addColumn<QString>("line");
    for (const Held held : {Held::no, Held::roundRobin, Held::random})
        for (const Row& row : rows)
            QTest::addRow("%s, %s",
                          held == Held::no       ? "free"
                          : held == Held::random ? "random"
                                                 : "by turns",
                          row.line)
                << held << row.scene << row.line;
}

void StreamOperationsTest::anOperationIsToldAsItWent() {
    QFETCH(Held, held);
    QFETCH(QString, scene);
    QFETCH(QString, line);
    static std::map<std::pair<QString, Held>, Scene> played;  // one run serves all its rows
    const auto [found, isNew] = played.try_emplace({scene, held});
    if (isNew)
        found->second = play(scene.toStdString(), held);
    QVERIFY2(found->second.whatIsWrong().empty(), found->second.whatIsWrong().c_str());
    QCOMPARE(found->second.facts.ending, Ending::finished);
    const int times = found->second.count(line.toStdString());
    if (line.contains("waits"))  // in held modes a wait may be told more than once
        QVERIFY(times >= 1);
    else
        QCOMPARE(times, 1);
}

void StreamOperationsTest::bytesAreFollowedFromSendToReceive_data() {
    QTest::addColumn<Held>("held");
    QTest::addColumn<QString>("name");
    for (const char* name : {"unixCrowd", "sharedStreams", "unixPairs", "bytePipes", "unixBacklog"})
        for (const Held held : {Held::no, Held::roundRobin, Held::random})
            QTest::addRow("%s %d", name, static_cast<int>(held)) << held << name;
}

// Of whatever was received it is known who sent it, and the model agrees with all that was told.
void StreamOperationsTest::bytesAreFollowedFromSendToReceive() {
    QFETCH(Held, held);
    QFETCH(QString, name);
    const Scene scene = play(name.toStdString(), held);
    QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
    QVERIFY2(scene.facts.ending == Ending::finished, scene.facts.endingSentence.c_str());
    World world(scene.trace->names());
    std::int64_t sent = 0, received = 0;
    for (std::size_t i = 0; i < scene.trace->size(); ++i) {
        const Event event = scene.trace->event(i);
        world = after(std::move(world), event, scene.trace->text(i));
        const bool isBytes = event.op == Op::unixSend || event.op == Op::unixSendAll ||
                             event.op == Op::bytesWrite || event.op == Op::bytesWriteAll;
        if (isBytes && event.phase == Phase::done)
            sent += event.value;
        if ((event.op == Op::unixRecv || event.op == Op::bytesRead) && event.phase == Phase::done)
            received += event.value;
    }
    QCOMPARE(world.contradictions(), std::uint64_t(0));
    QVERIFY(sent > 0);
    QVERIFY(received > 0 && received <= sent);
    if (name == "sharedStreams")
        QCOMPARE(received, sent);
}

void StreamOperationsTest::fiftyRunsOfOneSeedAreTheSameHalfOfThemUnderLoad_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"unixCrowd", "sharedStreams"})
        QTest::newRow(name) << name;
}

// Backlog, buffers, room: nothing of the kernel's own may choose.
void StreamOperationsTest::fiftyRunsOfOneSeedAreTheSameHalfOfThemUnderLoad() {
    QFETCH(QString, name);
    const Scene first = play(name.toStdString(), Held::random, 5);
    QVERIFY2(first.whatIsWrong().empty(), first.whatIsWrong().c_str());
    QVERIFY2(first.facts.ending == Ending::finished, first.facts.endingSentence.c_str());
    for (int i = 1; i < 50; ++i) {
        std::optional<Load> load;
        if (i % 2 == 1)
            load.emplace();
        QCOMPARE(play(name.toStdString(), Held::random, 5).lines(), first.lines());
    }
}

QTEST_APPLESS_MAIN(StreamOperationsTest)
#include "StreamOperationsTest.moc"
