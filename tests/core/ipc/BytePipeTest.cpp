// SPDX-License-Identifier: MIT
// Raw pipes, unwatched: what the kernel does is what a program sees.
#include "core/ipc/BytePipe.h"
#include "core/ipc/Process.h"

#include <QTest>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

namespace {

std::string readAll(ByteEnd& end) {
    std::string all;
    while (auto piece = end.read(1 << 16))
        all += *piece;
    return all;
}

}  // namespace

class BytePipeTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { std::signal(SIGPIPE, SIG_DFL); }  // Qt's tests catch it, programs do not
    void aReadMayTakeAPartAndSeveralWritesAtOnce();
    void aWriteTakesWhatFitsAndWriteAllTakesAll();
    void whenTheLastWriterHasClosedOneReadsToTheEnd();
    void whereNobodyReadsItIsBroken();
    void theWrongEndAndAClosedOneAreInvalid();
    void waitingForNothingTimesOut();
    void descriptorsNeverBlockAndAreNotInherited();
    void withoutDescriptorsItIsNotOpen();
    void anEndCanBeSharedAfterAFork();
};

void BytePipeTest::aReadMayTakeAPartAndSeveralWritesAtOnce() {
    BytePipe pipe = makeBytePipe();
    QCOMPARE(*pipe.writer.write("warp"), std::size_t(4));
    QCOMPARE(pipe.writer.writeAll("weft"), Outcome::ok);
    QCOMPARE(*pipe.reader.read(3), std::string("war"));
    QCOMPARE(*pipe.reader.read(100), std::string("pweft"));
}

void BytePipeTest::aWriteTakesWhatFitsAndWriteAllTakesAll() {
    BytePipe pipe = makeBytePipe();
    const std::string large(1'000'000, 'x');
    const auto taken = pipe.writer.write(large);
    QVERIFY(taken && *taken > 0 && *taken < large.size());
    Process rest([&] {
        const bool isWritten = pipe.writer.writeAll(std::string_view(large).substr(*taken)) == Outcome::ok;
        return isWritten ? 0 : 1;
    });
    pipe.writer.close();
    QCOMPARE(readAll(pipe.reader).size(), large.size());
    QCOMPARE(rest.join().exitCode, 0);
}

void BytePipeTest::whenTheLastWriterHasClosedOneReadsToTheEnd() {
    BytePipe pipe = makeBytePipe();
    pipe.writer.writeAll("last");
    QCOMPARE(pipe.writer.close(), Outcome::ok);
    QCOMPARE(*pipe.reader.read(100), std::string("last"));
    QCOMPARE(pipe.reader.read(100).outcome(), Outcome::eof);
}

void BytePipeTest::whereNobodyReadsItIsBroken() {
    BytePipe pipe = makeBytePipe();
    pipe.reader.close();
    QCOMPARE(pipe.writer.write("to nobody").outcome(), Outcome::broken);
    QCOMPARE(pipe.writer.writeAll("to nobody"), Outcome::broken);
}

void BytePipeTest::theWrongEndAndAClosedOneAreInvalid() {
    BytePipe pipe = makeBytePipe();
    QCOMPARE(pipe.reader.writeAll("x"), Outcome::invalid);
    QCOMPARE(pipe.writer.read(1).outcome(), Outcome::invalid);
    QCOMPARE(pipe.reader.read(0).outcome(), Outcome::invalid);
    QCOMPARE(pipe.writer.close(), Outcome::ok);
    QCOMPARE(pipe.writer.close(), Outcome::invalid);
    QCOMPARE(pipe.writer.write("x").outcome(), Outcome::invalid);
}

void BytePipeTest::waitingForNothingTimesOut() {
    BytePipe pipe = makeBytePipe();
    QCOMPARE(pipe.reader.readFor(10, 1ms).outcome(), Outcome::timeout);
}

void BytePipeTest::descriptorsNeverBlockAndAreNotInherited() {
    BytePipe pipe = makeBytePipe();
    for (const int fd : {pipe.reader.fd(), pipe.writer.fd()}) {
        QVERIFY((fcntl(fd, F_GETFL) & O_NONBLOCK) != 0);
        QVERIFY((fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
    }
}

void BytePipeTest::withoutDescriptorsItIsNotOpen() {
    rlimit former{};
    getrlimit(RLIMIT_NOFILE, &former);
    const rlimit none{3, former.rlim_max};
    setrlimit(RLIMIT_NOFILE, &none);
    BytePipe pipe = makeBytePipe();
    setrlimit(RLIMIT_NOFILE, &former);
    QVERIFY(!pipe.isOpen());
    QCOMPARE(pipe.writer.writeAll("x"), Outcome::invalid);
}

void BytePipeTest::anEndCanBeSharedAfterAFork() {
    BytePipe pipe = makeBytePipe();
    constexpr int writers = 4, each = 50;
    std::vector<Process> processes;
    for (int i = 0; i < writers; ++i)
        processes.emplace_back([&, i] {
            for (int k = 0; k < each; ++k)
                pipe.writer.writeAll(std::string(20'000, static_cast<char>('a' + i)));
            return 0;
        });
    pipe.writer.close();
    const std::string all = readAll(pipe.reader);
    QCOMPARE(all.size(), std::size_t(20'000 * writers * each));
    for (std::size_t at = 0; at < all.size(); at += 20'000)  // what one writes stays together
        QCOMPARE(all.substr(at, 20'000), std::string(20'000, all[at]));
    for (Process& process : processes)
        process.join();
}

QTEST_APPLESS_MAIN(BytePipeTest)
#include "BytePipeTest.moc"
