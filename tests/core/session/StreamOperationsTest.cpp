// SPDX-License-Identifier: MIT
// Every operation of Unix sockets and raw pipes, free and held: a row for each outcome that it can have.
#include "core/world/World.h"
#include "tests/core/session/Rows.h"

#include <QTest>
#include <thread>

using namespace heddle;
using namespace heddle::test;

namespace {

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
    addRows(streamRows());
}

void StreamOperationsTest::anOperationIsToldAsItWent() {
    checkRow(streamRows());
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
