// SPDX-License-Identifier: MIT
// Where the kernel has a say: what a fork copies, deaths, the ends of connections, and those whom Heddle does
// not see. The model must know of it, or ask.
#include "core/world/World.h"
#include "tests/core/session/Scene.h"

#include <QTest>
#include <arpa/inet.h>
#include <csignal>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace heddle;
using namespace heddle::test;

namespace {

// As play(), and once the program has said a number somebody outside does something with it.
Scene playBeside(RunRequest request, const std::function<void(int)>& outsider) {
    std::string said;
    std::jthread thread;
    request.onOutput = [&](int, std::string_view bytes) {
        said += bytes;
        if (!thread.joinable() && said.ends_with('\n'))
            thread = std::jthread([&, number = std::stoi(said.substr(said.find(' ')))] { outsider(number); });
    };
    Scene scene;
    auto run = Run::start(std::move(request));
    (*run)->wait();
    scene.trace = (*run)->trace();
    scene.facts = scene.trace->facts();
    return scene;
}

void connectAndSay(int port) {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        [[maybe_unused]] const ssize_t sent = send(fd, "hi", 2, MSG_NOSIGNAL);
    }
    close(fd);
}

RunRequest shortRequest(const QString& scene, Held held, std::uint64_t seed = 1) {
    const QStringList parts = scene.split(' ');
    RunRequest request = requestFor(parts.first().toStdString(), held, seed);
    for (const QString& part : parts.mid(1))
        request.command.push_back(part.toStdString());
    request.timeout = Span::seconds(8);
    return request;
}

constexpr Held allWays[] = {Held::no, Held::roundRobin, Held::random};

}  // namespace

class HeldRunTest : public QObject {
    Q_OBJECT
private slots:
    void whatAForkCopiesIsCopiedInTheModel_data();
    void whatAForkCopiesIsCopiedInTheModel();
    void whoForksHoldsALockOnBothSides();
    void nothingIsGrantedBeforeTheKernelIsDoneWithTheDead_data();
    void nothingIsGrantedBeforeTheKernelIsDoneWithTheDead();
    void theEndOfAConnectionReachesWhoWaits_data();
    void theEndOfAConnectionReachesWhoWaits();
    void aStrangerIsServed_data();
    void aStrangerIsServed();
    void whoLooksInVainTellsNothing();
    void aDeadlockThatAStrangerMayBreakIsNotCalledOne_data();
    void aDeadlockThatAStrangerMayBreakIsNotCalledOne();
};

void HeldRunTest::whatAForkCopiesIsCopiedInTheModel_data() {
    QTest::addColumn<QString>("scene");
    QTest::addColumn<QString>("words");
    QTest::newRow("a full queue") << "fullLifoAtFork"
                                  << "waits to put into main/child/q, which is full";
    QTest::newRow("a semaphore") << "emptySemaphoreAtFork"
                                 << "waits for main/child/s, which it holds itself";
    QTest::newRow("a mutex") << "takenMutexAtFork"
                             << "waits for main/child/m, which it holds itself";
}

void HeldRunTest::whatAForkCopiesIsCopiedInTheModel() {
    QFETCH(QString, scene);
    QFETCH(QString, words);
    for (const Held held : allWays) {
        const Scene played = play(shortRequest(scene, held));
        QVERIFY2(played.whatIsWrong().empty(), played.whatIsWrong().c_str());
        QCOMPARE(played.facts.ending, Ending::stuck);
        QVERIFY2(played.facts.endingSentence.find(words.toStdString()) != std::string::npos,
                 played.facts.endingSentence.c_str());
        QVERIFY(played.trace->size() < 100);
    }
}

void HeldRunTest::whoForksHoldsALockOnBothSides() {
    for (const Held held : allWays) {
        const Scene played = play(shortRequest("heldAtFork", held));
        QVERIFY2(played.whatIsWrong().empty(), played.whatIsWrong().c_str());
        QCOMPARE(played.facts.endingSentence, std::string("finished"));
        QCOMPARE(played.count("mutex.acquire main/child/child/m done ok 2"), 1);
        QCOMPARE(played.count("semaphore.acquire main/child/child/s done ok 0"), 1);
        World world(played.trace->names());
        for (std::size_t i = 0; i < played.trace->size(); ++i)
            world = after(std::move(world), played.trace->event(i), played.trace->text(i));
        QCOMPARE(world.contradictions(), std::uint64_t(0));
    }
}

void HeldRunTest::nothingIsGrantedBeforeTheKernelIsDoneWithTheDead_data() {
    QTest::addColumn<QString>("scene");
    QTest::addColumn<QString>("line");
    QTest::newRow("a child is killed") << "killedWithAMutex"
                                       << "main mutex.acquire main/m done broken";
    QTest::newRow("a child is interrupted") << "interruptedWithAPipe"
                                            << "main bytes.read main/p.read failed eof";
    QTest::newRow("a thread ends") << "endsWithAMutex"
                                   << "main mutex.acquire main/m done broken";
}

void HeldRunTest::nothingIsGrantedBeforeTheKernelIsDoneWithTheDead() {
    QFETCH(QString, scene);
    QFETCH(QString, line);
    const Scene first = play(shortRequest(scene, Held::random));
    for (int i = 0; i < 10; ++i) {
        const Scene played = play(shortRequest(scene, Held::random));
        QVERIFY2(played.whatIsWrong().empty(), played.whatIsWrong().c_str());
        QCOMPARE(played.count(line.toStdString()), 1);
        QCOMPARE(played.lines(), first.lines());
    }
}

void HeldRunTest::theEndOfAConnectionReachesWhoWaits_data() {
    QTest::addColumn<QString>("scene");
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("times");
    const auto row = [](const char* scene, const char* line, int times) {
        QTest::addRow("%s: %s", scene, line) << scene << line << times;
    };
    row("shutsDownReceivingUnsent", "main/reader unix.recv main/p.a failed eof 0", 1);
    row("shutsDownReceivingUnsent both=true", "main/reader unix.recv main/p.a failed eof 0", 1);
    row("shutsDownReceiving", "main/writer unix.send_all main/p.b failed broken", 1);
    row("shutsDownReceiving both=true", "main/writer unix.send_all main/p.b failed broken", 1);
    row("shutsDownItsOwnSending", "main/writer tcp.send_all main/s failed broken", 1);
    row("listenerCloses", "tcp.connect", 4);
    row("unixListenerCloses", "unix.connect", 4);
    row("negativeBacklog", "main/child tcp.connect main/child/s done ok", 1);
}

void HeldRunTest::theEndOfAConnectionReachesWhoWaits() {
    QFETCH(QString, scene);
    QFETCH(QString, line);
    QFETCH(int, times);
    for (const Held held : {Held::roundRobin, Held::random}) {
        const Scene played = play(shortRequest(scene, held));
        QVERIFY2(played.whatIsWrong().empty(), played.whatIsWrong().c_str());
        QCOMPARE(played.facts.endingSentence, std::string("finished"));
        int found = 0;
        for (const std::string& told : played.lines()) {
            const bool isEnd =
                told.find(" done ") != std::string::npos || told.find(" failed ") != std::string::npos;
            found += isEnd && told.find(line.toStdString()) != std::string::npos ? 1 : 0;
        }
        QCOMPARE(found, times);
        QCOMPARE(play(shortRequest(scene, held)).lines(), played.lines());
    }
}

void HeldRunTest::aStrangerIsServed_data() {
    QTest::addColumn<QString>("scene");
    QTest::addColumn<QString>("line");
    QTest::newRow("who connects") << "acceptsAStranger"
                                  << "main tcp.accept main/l done ok";
    QTest::newRow("and sends") << "acceptsAStranger"
                               << "main tcp.recv main/c done ok 2";
    QTest::newRow("who sends a signal") << "takesAStrangersSignal"
                                        << "main signal.take main/in done ok";
}

void HeldRunTest::aStrangerIsServed() {
    QFETCH(QString, scene);
    QFETCH(QString, line);
    for (const Held held : {Held::roundRobin, Held::random}) {
        const Scene played = playBeside(shortRequest(scene, held), [&](int number) {
            if (scene == "acceptsAStranger")
                return connectAndSay(number);
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            ::kill(number, SIGUSR1);
        });
        QCOMPARE(played.facts.endingSentence, std::string("finished"));
        QCOMPARE(played.count(line.toStdString()), 1);
        QVERIFY(played.trace->size() < 200);
    }
}

// Past Heddle means past the model: what was written is nevertheless received, and the same in every run.
void HeldRunTest::whoLooksInVainTellsNothing() {
    const Scene first = play(shortRequest("writesPastHeddle", Held::random));
    QCOMPARE(first.facts.endingSentence, std::string("finished"));
    QCOMPARE(first.count("main/reader unix.recv main/p.a waits"), 1);
    QCOMPARE(first.count("main/reader unix.recv main/p.a done ok 2"), 1);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(play(shortRequest("writesPastHeddle", Held::random)).lines(), first.lines());
    // What it found is a grant like any other: a replay finds it at the same place.
    RunRequest again = shortRequest("writesPastHeddle", Held::random, 2);
    again.replay.emplace(ReplayOrder{first.facts.schedule, {}});
    const Scene replayed = play(std::move(again));
    QCOMPARE(replayed.facts.endingSentence, std::string("finished"));
    QCOMPARE(replayed.lines(), first.lines());
}

void HeldRunTest::aDeadlockThatAStrangerMayBreakIsNotCalledOne_data() {
    QTest::addColumn<Held>("held");
    QTest::addColumn<QString>("scene");
    QTest::newRow("a thread of others, free") << Held::no << "watchedByAStranger";
    QTest::newRow("a thread of others, held") << Held::roundRobin << "watchedByAStranger";
    QTest::newRow("one who sleeps outside, held") << Held::roundRobin << "watchedByASleeper";
}

void HeldRunTest::aDeadlockThatAStrangerMayBreakIsNotCalledOne() {
    QFETCH(Held, held);
    QFETCH(QString, scene);
    const Scene played = play(shortRequest(scene, held));
    QCOMPARE(played.facts.endingSentence, std::string("finished"));
    QCOMPARE(played.count("process.join main/one done ok 137"), 1);
    QCOMPARE(played.count("process.join main/other done ok 0"), 1);
}

QTEST_APPLESS_MAIN(HeldRunTest)
#include "HeldRunTest.moc"
