// SPDX-License-Identifier: MIT
#include "core/ipc/Pipe.h"

#include "core/base/FileDescriptor.h"
#include "core/ipc/PipeState.h"
#include "core/ipc/Process.h"

#include <QTest>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <set>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

namespace {

struct TwoDescriptors {
    int numbers[2] = {-1, -1};
    TwoDescriptors() { pipe2(numbers, O_CLOEXEC | O_NONBLOCK); }
};

std::shared_ptr<SharedPage<PipeShared>> preparedPage() {
    auto page = std::make_shared<SharedPage<PipeShared>>();
    for (PipeShared::End& end : (*page)->ends) {
        end.sending.prepare();
        end.receiving.prepare();
    }
    return page;
}

// A pipe's two ends from within.
struct BarePipe {
    std::shared_ptr<SharedPage<PipeShared>> page = preparedPage();
    TwoDescriptors fds;
    Connection::State receiver{FileDescriptor{fds.numbers[0]}, page, 0, "p.recv"};
    Connection::State sender{FileDescriptor{fds.numbers[1]}, page, 1, "p.send"};
};

}  // namespace

class PipeTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { std::signal(SIGPIPE, SIG_DFL); }  // Qt's tests catch it, programs do not
    void messagesArriveWholeAndInOrder();
    void aDuplexPipeGoesBothWays();
    void theBuffersOfADuplexPipeAreFixed();
    void ofAOneWayPipeEachEndDoesOneThing();
    void aFrameLargerThanTheKernelsBufferArrivesWhole();
    void whenTheLastWriterClosesTheReaderSeesTheEnd();
    void whenTheReaderIsGoneTheSenderIsBroken();
    void whatIsClosedIsInvalid();
    void waitingForNothingTimesOut();
    void aFrameThatHasBegunOutlastsItsTimeout();
    void framesOfManySendersNeverMix();
    void aSenderKilledWithinAFrameBreaksThePipe();
    void whetherAFrameIsTornIsAskedOnlyWhenNothingIsThere();
    void whoAsksWhetherAFrameIsTornWakesWhoWantsTheTurn();
    void withoutDescriptorsThereIsNoPipe();
};

void PipeTest::messagesArriveWholeAndInOrder() {
    PipeEnds pipe = makePipe();
    QVERIFY(pipe.isOpen());
    for (const std::string& message : {std::string("warp"), std::string(), std::string("we\0ft", 5)})
        QCOMPARE(pipe.second.send(message), Outcome::ok);
    QVERIFY(pipe.first.poll());
    QCOMPARE(*pipe.first.recv(), std::string("warp"));
    QCOMPARE(*pipe.first.recv(), std::string());
    QCOMPARE(*pipe.first.recv(), std::string("we\0ft", 5));
    QVERIFY(!pipe.first.poll());
}

void PipeTest::aDuplexPipeGoesBothWays() {
    PipeEnds pipe = makePipe("", Duplex::yes);
    QCOMPARE(pipe.first.send("there"), Outcome::ok);
    QCOMPARE(pipe.second.send("back"), Outcome::ok);
    QCOMPARE(*pipe.second.recv(), std::string("there"));
    QCOMPARE(*pipe.first.recv(), std::string("back"));
}

void PipeTest::theBuffersOfADuplexPipeAreFixed() {
    PipeEnds pipe = makePipe("", Duplex::yes);
    for (const Connection* end : {&pipe.first, &pipe.second})
        for (const int which : {SO_SNDBUF, SO_RCVBUF}) {
            int bytes = 0;
            socklen_t size = sizeof(bytes);
            QCOMPARE(getsockopt(end->fd(), SOL_SOCKET, which, &bytes, &size), 0);
            QVERIFY2(bytes >= 256 * 1024, std::to_string(bytes).c_str());
        }
}

void PipeTest::ofAOneWayPipeEachEndDoesOneThing() {
    PipeEnds pipe = makePipe();
    QCOMPARE(pipe.first.send("no"), Outcome::invalid);
    QCOMPARE(pipe.second.recv().outcome(), Outcome::invalid);
}

void PipeTest::aFrameLargerThanTheKernelsBufferArrivesWhole() {
    for (const Duplex duplex : {Duplex::no, Duplex::yes}) {
        PipeEnds pipe = makePipe("", duplex);
        const std::string large(3'000'000, 'x');
        Process sender([&] { return pipe.second.send(large) == Outcome::ok ? 0 : 1; });
        QCOMPARE(pipe.first.recv()->size(), large.size());
        QCOMPARE(sender.join().exitCode, 0);
    }
}

void PipeTest::whenTheLastWriterClosesTheReaderSeesTheEnd() {
    PipeEnds pipe = makePipe();
    Process writer([&] {
        pipe.second.send("last");
        return 0;
    });
    pipe.second.close();
    QCOMPARE(*pipe.first.recv(), std::string("last"));
    QCOMPARE(pipe.first.recv().outcome(), Outcome::eof);
    QCOMPARE(pipe.first.recv().outcome(), Outcome::eof);
    writer.join();
}

void PipeTest::whenTheReaderIsGoneTheSenderIsBroken() {
    for (const Duplex duplex : {Duplex::no, Duplex::yes}) {
        PipeEnds pipe = makePipe("", duplex);
        pipe.first.close();
        QCOMPARE(pipe.second.send("to nobody"), Outcome::broken);
    }
}

void PipeTest::whatIsClosedIsInvalid() {
    PipeEnds pipe = makePipe();
    QCOMPARE(pipe.second.close(), Outcome::ok);
    QCOMPARE(pipe.second.close(), Outcome::invalid);
    QCOMPARE(pipe.second.send("x"), Outcome::invalid);
    QVERIFY(!pipe.second.isOpen());
}

void PipeTest::waitingForNothingTimesOut() {
    PipeEnds pipe = makePipe();
    QCOMPARE(pipe.first.recvFor(1ms).outcome(), Outcome::timeout);
    QVERIFY(!pipe.first.poll(1ms));
}

// The rest comes only after the receiver's patience has ended; it must wait for it, and in the kernel.
void PipeTest::aFrameThatHasBegunOutlastsItsTimeout() {
    PipeEnds pipe = makePipe();
    const FrameHeader header{FrameHeader::magicWord, 4, 0};
    QCOMPARE(::write(pipe.second.fd(), &header, sizeof(header)), ssize_t(sizeof(header)));
    Process rest([&] {
        ::poll(nullptr, 0, 50);
        return ::write(pipe.second.fd(), "late", 4) == 4 ? 0 : 1;
    });
    const auto message = pipe.first.recvFor(1ms);
    QCOMPARE(message.outcome(), Outcome::ok);
    QCOMPARE(*message, std::string("late"));
    rest.join();
}

void PipeTest::framesOfManySendersNeverMix() {
    PipeEnds pipe = makePipe();
    constexpr int senders = 4, each = 40;
    std::vector<Process> processes;
    for (int i = 0; i < senders; ++i)
        processes.emplace_back([&, i] {
            for (int k = 0; k < each; ++k)
                pipe.second.send(
                    std::string(static_cast<std::size_t>(1 + k * 997), static_cast<char>('a' + i)));
            return 0;
        });
    pipe.second.close();
    int count = 0;
    for (auto message = pipe.first.recv(); message; message = pipe.first.recv(), ++count)
        QCOMPARE(*message, std::string(message->size(), message->front()));
    QCOMPARE(count, senders * each);
    for (Process& process : processes)
        process.join();
}

void PipeTest::aSenderKilledWithinAFrameBreaksThePipe() {
    PipeEnds pipe = makePipe();  // our own writing end stays open: no end of file will tell
    const std::string large(1'000'000, 'x');
    Process sender([&] { return pipe.second.send(large) == Outcome::ok ? 0 : 1; });
    QVERIFY(pipe.first.poll(10s));  // it has begun, and the kernel takes no more than a part
    sender.kill();
    sender.join();
    QCOMPARE(pipe.first.recv().outcome(), Outcome::broken);
    QCOMPARE(pipe.second.send("after"), Outcome::broken);
}

void PipeTest::whetherAFrameIsTornIsAskedOnlyWhenNothingIsThere() {
    BarePipe pipe;
    Operation operation{Op::pipeRecv, pipe.receiver.object, SourceLocation::current()};
    char byte = 0;
    {
        FrameMover mover{operation, pipe.receiver, pipe.receiver.end.receiving};
        QCOMPARE(mover.takeTurn(), Outcome::ok);
        QCOMPARE(::write(pipe.sender.fd.number(), "ab", 2), ssize_t(2));
        QCOMPARE(mover.read(&byte, 1), Outcome::ok);
        QCOMPARE(mover.read(&byte, 1), Outcome::ok);
        QCOMPARE(pipe.sender.end.sending.changes.load(), 0u);  // taking the turn and giving it back moves it
        Process dies([&] {
            const bool isTaken = pipe.sender.end.sending.tryTake() == Turn::Taken::yes;
            pipe.sender.end.sending.isMidFrame = 1;
            return isTaken && ::write(pipe.sender.fd.number(), "c", 1) == 1 ? 0 : 1;
        });
        QCOMPARE(dies.join().exitCode, 0);
        QCOMPARE(mover.read(&byte, 1), Outcome::ok);
        QCOMPARE(byte, 'c');
        QCOMPARE(mover.read(&byte, 1), Outcome::broken);
    }
    QCOMPARE(pipe.sender.end.sending.changes.load(), 1u);
}

void PipeTest::whoAsksWhetherAFrameIsTornWakesWhoWantsTheTurn() {
    BarePipe pipe;
    Turn& turn = pipe.sender.end.sending;
    const std::uint32_t seen = turn.changes.load();
    QVERIFY(!turn.isTorn());
    QVERIFY(turn.changes.load() != seen);
    QCOMPARE(turn.tryTake(), Turn::Taken::yes);
    const std::uint32_t whileTaken = turn.changes.load();
    std::thread([&] { QVERIFY(!turn.isTorn()); }).join();  // not ours: nothing was taken, nothing given back
    QCOMPARE(turn.changes.load(), whileTaken);
    turn.giveBack();
}

void PipeTest::withoutDescriptorsThereIsNoPipe() {
    rlimit former{};
    getrlimit(RLIMIT_NOFILE, &former);
    const rlimit none{3, former.rlim_max};
    setrlimit(RLIMIT_NOFILE, &none);
    const bool isOpen = makePipe().isOpen();
    setrlimit(RLIMIT_NOFILE, &former);
    QVERIFY(!isOpen);
}

QTEST_APPLESS_MAIN(PipeTest)
#include "PipeTest.moc"
