// SPDX-License-Identifier: MIT
// Storms: many threads, processes, connections and messages at a time. Nothing may be lost, invented or left
// behind. In CI small ones; HEDDLE_STORMS=full, as ./dev soak sets it, makes them as large as they should be.
#include "core/supervise/ProcessTable.h"
#include "core/trace/TraceFile.h"
#include "core/world/World.h"
#include "tests/core/session/Scene.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <cstring>
#include <optional>
#include <sys/prctl.h>
#include <unistd.h>
#include <unordered_set>

using namespace heddle;
using namespace heddle::test;

namespace {

struct Storm {
    const char* name;
    int small, full, held;   // how many of it: in CI, in a soak, and in a soak's held run
    Op send, receive;        // none: it is not of messages
    bool isOfBytes = false;  // a stream: what is sent and received is counted in bytes
};

constexpr int million = 1'000'000;

// What goes through a manager is a conversation of a dozen events a message, and of four switches from
// process to process: a tenth of the others'.
constexpr Storm storms[] = {
    {"threadsAtOnce", 100, 1'000, 1'000, Op::queuePut, Op::queueGet},
    {"processesAtOnce", 16, 128, 128, Op::queuePut, Op::queueGet},
    {"threadsInTurn", 200, 10'000, 10'000, Op::queuePut, Op::queueGet},
    {"connections", 4, 64, 64, Op::tcpSendAll, Op::tcpRecv, true},
    {"queue", 5'000, million, 50'000, Op::queuePut, Op::queueGet},
    {"processQueue", 5'000, million, 50'000, Op::queuePut, Op::queueGet},
    {"pipe", 5'000, million, 50'000, Op::pipeSend, Op::pipeRecv},
    {"duplexPipe", 5'000, million, 50'000, Op::pipeSend, Op::pipeRecv},
    {"bytePipe", 5'000, million, 50'000, Op::bytesWriteAll, Op::bytesRead, true},
    {"tcp", 5'000, million, 50'000, Op::tcpSendAll, Op::tcpRecv, true},
    {"unixSocket", 5'000, million, 50'000, Op::unixSendAll, Op::unixRecv, true},
    {"udp", 5'000, million, 50'000, Op::datagramSend, Op::datagramRecv},
    {"unixDatagrams", 5'000, million, 50'000, Op::datagramSend, Op::datagramRecv},
    {"manager", 500, million / 10, 10'000, Op::managedPut, Op::managedGet},
};

bool isFull() {
    return qEnvironmentVariable("HEDDLE_STORMS") == "full";
}

// What the trace tells, counted event by event, and what is wrong with its order.
struct Told {
    std::int64_t sent = 0, received = 0, sentBytes = 0, receivedBytes = 0;
    std::int64_t dropped = 0;          // by the world
    std::uint64_t receivedUnsent = 0;  // a receive, and no send of that message before it
    std::uint64_t contradictions = 0;

    Told(const Trace& trace, const Storm& storm) {
        World world(trace.names());
        std::unordered_set<std::uint64_t> messages;
        for (std::size_t c = 0; c < trace.chunks(); ++c) {
            const auto chunk = trace.chunk(c);
            for (std::size_t i = 0; i < chunk->size(); ++i) {
                see(chunk->event(i), storm, messages);
                world = after(std::move(world), chunk->event(i), chunk->text(i));
            }
        }
        contradictions = world.contradictions();
        for (const ObjectId id : world.objects())
            if (world.object(id)->kind == ObjectKind::udpSocket)
                dropped += world.object(id)->socket.dropped +
                           static_cast<std::int64_t>(world.object(id)->queue.items.size());
    }

private:
    void see(const Event& event, const Storm& storm, std::unordered_set<std::uint64_t>& messages) {
        if (sendsMessage(event.op) && event.phase != Phase::called)
            messages.insert(event.message.number);
        const bool isDone = event.phase == Phase::done;
        if (isDone && receivesMessage(event.op) && !event.message.isNone())
            receivedUnsent += messages.contains(event.message.number) ? 0 : 1;
        if (!isDone || event.depth != Depth::program)
            return;
        if (event.op == storm.send) {
            ++sent;
            sentBytes += event.value;
        } else if (event.op == storm.receive) {
            ++received;
            receivedBytes += event.value;
        }
    }
};

QStringList filesIn(const QString& folder) {
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

// The number after `word`, in what the program said.
std::int64_t numberAfter(const std::string& output, const char* word) {
    const std::size_t at = output.find(word);
    return at == std::string::npos ? -1 : std::stoll(output.substr(at + std::strlen(word)));
}

}  // namespace

class StormsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { prctl(PR_SET_CHILD_SUBREAPER, 1); }  // what is left would come to us
    void init();
    void cleanup();
    void aStormLosesNothingInventsNothingAndLeavesNothing_data();
    void aStormLosesNothingInventsNothingAndLeavesNothing();

private:
    void compareCounts(const Storm& storm, int count, const Scene& scene, const Told& told);

    std::optional<QTemporaryDir> m_temporary;  // where the program would make its temporary files
    QStringList m_shared, m_open;
};

void StormsTest::init() {
    m_temporary.emplace();
    m_shared = filesIn("/dev/shm");
    m_open = filesIn("/proc/self/fd");
}

// No process is left, and so no socket: nobody has it.
void StormsTest::cleanup() {
    QVERIFY(childrenOf(getpid()).empty());
    QCOMPARE(filesIn("/proc/self/fd").size(), m_open.size());
    QCOMPARE(filesIn("/dev/shm"), m_shared);
    QVERIFY(filesIn(m_temporary->path()).isEmpty());
}

void StormsTest::aStormLosesNothingInventsNothingAndLeavesNothing_data() {
    QTest::addColumn<const Storm*>("storm");
    QTest::addColumn<Held>("held");
    for (const Storm& storm : storms)
        for (const Held held : {Held::no, Held::random})
            QTest::addRow("%s, %s", storm.name, held == Held::no ? "free" : "held") << &storm << held;
}

void StormsTest::aStormLosesNothingInventsNothingAndLeavesNothing() {
    QFETCH(const Storm*, storm);
    QFETCH(Held, held);
    const int count = !isFull() ? storm->small : held == Held::no ? storm->full : storm->held;
    const QTemporaryDir folder;
    RunRequest request = requestFor(storm->name, held);
    std::filesystem::path program{request.command[0]};
    request.command[0] = program.replace_filename("TestStorms");
    request.command.push_back("count=" + std::to_string(count));
    request.environment["TMPDIR"] = m_temporary->path().toStdString();
    request.saveTo = folder.filePath("storm.heddle").toStdString();
    request.timeout = isFull() ? Span::seconds(1800) : Span::seconds(120);
    const auto file = *request.saveTo;

    const Scene scene = play(std::move(request));

    QVERIFY2(scene.facts.ending == Ending::finished, scene.facts.endingSentence.c_str());
    QVERIFY2(scene.facts.exitCode == 0, scene.output.c_str());
    const std::string warning = scene.facts.warnings.empty() ? "" : scene.facts.warnings.front();
    QVERIFY2(warning.empty(), warning.c_str());
    QCOMPARE(scene.facts.lost, std::uint64_t(0));
    QCOMPARE(scene.facts.produced, std::uint64_t(scene.trace->size()));
    const Told told(*scene.trace, *storm);
    QCOMPARE(told.receivedUnsent, std::uint64_t(0));
    QCOMPARE(told.contradictions, std::uint64_t(0));
    compareCounts(*storm, count, scene, told);

    const auto saved = openTrace(file);
    QVERIFY2(saved, saved ? "" : saved.error().sentence.c_str());
    QCOMPARE((*saved)->size(), scene.trace->size());
    QCOMPARE((*saved)->facts().ending, Ending::finished);
    qInfo("%d: %zu events in %.1f s", count, scene.trace->size(), static_cast<double>(scene.length.ns) / 1e9);
}

// The program's own count, the kernel's where it has one, and the trace's.
void StormsTest::compareCounts(const Storm& storm, int count, const Scene& scene, const Told& told) {
    if (QByteArray(storm.name) == "connections") {
        const std::int64_t bytes = std::int64_t{count} << 20;
        for (const char* word : {"the server sent ", "the clients sent "})
            QCOMPARE(numberAfter(scene.output, word), bytes);
        for (std::size_t at = 0; (at = scene.output.find("received ", at)) != std::string::npos; ++at)
            QCOMPARE(numberAfter(scene.output.substr(at), "received "), bytes);
        QCOMPARE(told.sentBytes, 2 * bytes);
        QCOMPARE(told.receivedBytes, 2 * bytes);
    } else if (QByteArray(storm.name) == "udp") {
        QCOMPARE(told.sent, std::int64_t(count));
        QCOMPARE(told.received, std::int64_t(std::stoll(scene.output)));
        QCOMPARE(told.dropped, numberAfter(scene.output, "came, "));
        QCOMPARE(told.received + told.dropped, told.sent);
    } else if (storm.isOfBytes) {
        QCOMPARE(told.sent, std::int64_t(count));
        QCOMPARE(told.receivedBytes, told.sentBytes);
    } else {
        QCOMPARE(told.received, told.sent);
        QVERIFY(told.sent >= count);
    }
}

QTEST_APPLESS_MAIN(StormsTest)
#include "StormsTest.moc"
