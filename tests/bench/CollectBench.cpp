// SPDX-License-Identifier: MIT
// How many events a second the collector merges and appends to a trace in memory, while two processes record
// them as fast as they can: operations on private queues, locks and variables, and messages between the two
// over a pipe.
#include "core/collect/Collector.h"
#include "core/ring/RingWriter.h"
#include "core/ring/RunPageMapping.h"
#include "core/ring/Segment.h"
#include "tests/bench/Figure.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <sched.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace heddle;

namespace {

constexpr std::uint64_t eventsEach = 4'000'000;
constexpr int processes = 2;
constexpr std::uint64_t pipeRoom = 1000;  // messages of 64 bytes in a pipe of 64 KiB

// What really passes between the two processes, and the order numbers of the pipe's ends.
struct Between {
    struct alignas(64) End {
        std::atomic<std::uint64_t> sent{0}, received{0};
        std::atomic<std::uint32_t> count{0};
    };
    End ends[processes];
};

// One process that records: its own queue, lock and variable are objects 1, 2, 3 of its ten; its pipe's end
// is 4.
class Recorder {
public:
    Recorder(RunPage& page, Between& between, std::uint32_t number, int socket)
        : m_page(page), m_between(between), m_number(number),
          m_source(static_cast<TickSource>(page.tickSource)),
          m_segment(Segment::make(page, number + 1, 0, AttachSocket{socket})) {
        Slot* slot = m_segment.takeEmptySlot();
        slot->worker = number + 1;
        slot->state.store(static_cast<std::uint32_t>(SlotState::running), std::memory_order_release);
        m_ring = RingWriter{*slot, m_segment.ringOf(*slot), page.ringRecords};
        define();
    }

    void run() {
        while (m_written + 8 < eventsEach) {
            const MessageId message = nextMessage();
            record(Op::queuePut, 1, ++m_orders[1], message,
                   m_written % 32 == 0 ? "an item of some length" : "");
            record(Op::mutexAcquire, 2, ++m_orders[2]);
            record(Op::sharedLoad, 3, ++m_orders[3]);
            record(Op::sharedStore, 3, ++m_orders[3]);
            record(Op::mutexRelease, 2, ++m_orders[2]);
            record(Op::queueGet, 1, ++m_orders[1], message);
            talk();
        }
        while (m_written < eventsEach)
            record(Op::print, 0, 0);
        m_ring.slot().state.store(static_cast<std::uint32_t>(SlotState::ended), std::memory_order_release);
    }

private:
    ObjectId object(std::uint32_t which, std::uint32_t number) const { return {number * 10 + which}; }
    MessageId nextMessage() { return {static_cast<std::uint64_t>(m_number + 1) << 32 | ++m_messages}; }

    void define() {
        Event definition;
        definition.flags = Event::isDefinition;
        definition.worker = {m_number + 1};
        definition.spare = static_cast<std::uint8_t>(Definition::worker);
        definition.site = {m_number + 1};
        m_ring.write(definition, {});
        definition.spare = static_cast<std::uint8_t>(Definition::object);
        for (std::uint32_t which = 1; which <= 4; ++which) {
            definition.object = object(which, m_number);
            definition.value = static_cast<std::int64_t>(ObjectKind::custom);
            m_ring.write(definition, {});
        }
    }

    // A message to the other process if the pipe has room, and one from it if there is one.
    void talk() {
        Between::End& mine = m_between.ends[m_number];
        Between::End& other = m_between.ends[1 - m_number];
        const std::uint64_t sent = mine.sent.load(std::memory_order_relaxed) + 1;
        enter(Op::pipeSend, object(4, m_number));
        if (sent - mine.received.load(std::memory_order_relaxed) <= pipeRoom) {
            const std::uint32_t order = mine.count.fetch_add(1) + 1;
            mine.sent.store(sent, std::memory_order_release);
            record(Op::pipeSend, 4, order, {messageOfPipe(m_number, sent)});
        } else {
            record(Op::pipePoll, 0, 0);
        }
        const std::uint64_t received = other.received.load(std::memory_order_relaxed) + 1;
        enter(Op::pipeRecv, object(4, 1 - m_number));
        if (other.sent.load(std::memory_order_acquire) >= received) {
            const std::uint32_t order = other.count.fetch_add(1) + 1;
            other.received.store(received, std::memory_order_relaxed);
            recordOn(Op::pipeRecv, object(4, 1 - m_number), order, {messageOfPipe(1 - m_number, received)},
                     {});
        } else {
            record(Op::pipePoll, 0, 0);
        }
    }
    static std::uint64_t messageOfPipe(std::uint32_t sender, std::uint64_t count) {
        return static_cast<std::uint64_t>(sender + 1) << 32 | 0x8000'0000 | count;
    }

    void record(Op op, std::uint32_t which, std::uint32_t order, MessageId message = {},
                std::string_view text = {}) {
        const ObjectId on = which == 0 ? ObjectId{} : object(which, m_number);
        if (which != 4)
            enter(op, on);
        recordOn(op, on, order, message, text);
    }
    // What it is about to do stands in its slot ahead of the effect, as the probe has it.
    void enter(Op op, ObjectId on) {
        Intent& intent = m_ring.slot().intent;
        const std::uint32_t sequence = intent.sequence.load(std::memory_order_relaxed);
        intent.sequence.store(sequence + 1, std::memory_order_relaxed);
        std::atomic_thread_fence(std::memory_order_release);
        intent.operation = static_cast<std::uint32_t>(m_written + 1);
        intent.object = on.number;
        intent.op = static_cast<std::uint8_t>(op);
        intent.sequence.store(sequence + 2, std::memory_order_release);
    }
    void recordOn(Op op, ObjectId on, std::uint32_t order, MessageId message, std::string_view text) {
        Event event;
        event.start = static_cast<std::int64_t>(ticksBefore(m_source));
        event.end = static_cast<std::int64_t>(ticksBefore(m_source));
        event.worker = {m_number + 1};
        event.object = on;
        event.order = order;
        event.message = message;
        event.operation = static_cast<std::uint32_t>(++m_written);
        event.op = op;
        event.textBytes = static_cast<std::uint16_t>(text.size());
        while (!m_ring.hasRoom(text.size()))
            m_ring.waitForRoom(m_page, text.size(), Span::seconds(1));
        m_ring.write(event, text);
        Slot& slot = m_ring.slot();
        slot.produced.store(slot.produced.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
        slot.intent.operation = 0;
    }

    RunPage& m_page;
    Between& m_between;
    std::uint32_t m_number;
    TickSource m_source;
    Segment m_segment;
    RingWriter m_ring;
    std::uint64_t m_written = 0, m_messages = 0;
    std::uint32_t m_orders[4] = {};
};

void expect(bool holds, const char* what) {
    if (holds)
        return;
    std::fprintf(stderr, "CollectBench: %s\n", what);
    std::exit(1);
}

double cpuSecondsOfThisThread() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

}  // namespace

int main() {
    auto page = RunPageMapping::create(defaultRingRecords, false, Mode::free);
    expect(page.has_value(), "no page");
    void* shared = mmap(nullptr, sizeof(Between), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    expect(shared != MAP_FAILED, "no shared memory");
    auto* between = new (shared) Between;
    int sockets[2];
    expect(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) == 0, "no sockets");

    for (std::uint32_t number = 0; number < processes; ++number) {
        if (fork() == 0) {
            Recorder{page->page(), *between, number, sockets[1]}.run();
            _exit(0);
        }
    }
    auto trace = std::make_shared<Trace>();
    Collector collector{trace, page->page()};
    std::size_t events = 0;
    Instant begin = monotonicNow();
    while (events < processes * eventsEach) {
        while (auto attachment = receiveAttachment(sockets[0]))
            collector.attach(std::move(*attachment));
        if (events == 0)
            begin = monotonicNow();
        const std::size_t some = collector.collect();
        if (some == 0)
            sched_yield();  // the writers may need this processor
        events += some;
    }
    const Span took = monotonicNow() - begin;
    for (int i = 0; i < processes; ++i)
        wait(nullptr);
    const CollectCounts counts = collector.counts();
    for (const std::string& warning : collector.warnings())
        std::fprintf(stderr, "%s\n", warning.c_str());
    expect(collector.warnings().empty(), "the merge was not clean");
    expect(counts.produced == counts.stored + counts.lost && counts.lost == 0, "the counts do not fit");
    bench::print({"collect_events_per_s", static_cast<double>(events) / (static_cast<double>(took.ns) * 1e-9),
                  "events/s", ">= 5000000"});
    bench::print({"collect_cpu_ns_per_event", cpuSecondsOfThisThread() * 1e9 / static_cast<double>(events),
                  "ns", "<= 150"});
}
