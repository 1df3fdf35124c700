// SPDX-License-Identifier: MIT
// Two threads hand a mutex to each other, millions of times; by time alone some acquires would stand before
// the release that made them possible. The test watches itself, as Heddle would: it makes the run's page and
// drains its own rings. HEDDLE_HAND_OVERS says how many (the soak: 10,000,000).
#include <QTest>  // first: moc 6.4 stumbles over <compare> when it meets it before Qt

#include "core/collect/Collector.h"
#include "core/ring/RunPageMapping.h"
#include "core/sync/Mutex.h"
#include "core/sync/Thread.h"

#include <atomic>
#include <cstdlib>
#include <string>
#include <sys/socket.h>
#include <thread>

namespace heddle {
namespace {

// The mutex, as the merged order tells of it.
struct Told {
    WorkerId owner, lastOwner;
    std::uint64_t handOvers = 0;
    std::uint64_t contradictions = 0;  // acquired while it had an owner, or released by another

    void take(const Event& event) {
        if (event.phase != Phase::done)
            return;
        if (event.op == Op::mutexAcquire) {
            contradictions += owner.isNone() ? 0 : 1;
            handOvers += lastOwner == event.worker ? 0 : 1;
            owner = lastOwner = event.worker;
        } else if (event.op == Op::mutexRelease) {
            contradictions += owner == event.worker ? 0 : 1;
            owner = {};
        }
    }
};

}  // namespace

class HandOverTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noAcquireComesBeforeTheReleaseThatMadeItPossible() {
        const char* wanted = std::getenv("HEDDLE_HAND_OVERS");
        const std::uint64_t enough = wanted ? std::strtoull(wanted, nullptr, 10) : 20'000;
        auto page = RunPageMapping::create(defaultRingRecords, false, Mode::free);
        int ends[2] = {-1, -1};
        QVERIFY(page && socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0);
        const FileDescriptor ours{ends[0]}, theirs{ends[1]};
        setenv(attachVariable, (std::to_string(ends[1]) + "," + std::to_string(page->fd())).c_str(), 1);

        Collector collector{std::make_shared<Trace>(), page->page()};
        Told told;
        collector.onEvent([&](const Event& event, std::string_view) { told.take(event); });
        std::atomic<bool> isEnough{false}, isOver{false};
        std::thread watcher([&] {
            bool isLast = false;
            while (!isLast) {
                isLast = isOver;
                while (auto attachment = receiveAttachment(ours.number()))
                    collector.attach(std::move(*attachment));
                if (collector.collect() == 0)
                    std::this_thread::yield();
                isEnough = isEnough || told.handOvers >= enough;
            }
            collector.finish();
        });
        handOverUntil(isEnough);
        isOver = true;
        watcher.join();

        QVERIFY(told.handOvers >= enough);
        QCOMPARE(told.contradictions, 0U);
        const CollectCounts counts = collector.counts();
        QCOMPARE(counts.produced, counts.stored);
        QCOMPARE(counts.lost, 0U);
        QVERIFY2(collector.warnings().empty(),
                 collector.warnings().empty() ? "" : collector.warnings()[0].c_str());
    }

private:
    static void handOverUntil(const std::atomic<bool>& isEnough) {
        Mutex mutex{"passed around"};
        const auto body = [&] {
            while (!isEnough) {
                mutex.acquire();
                mutex.release();
            }
        };
        Thread one{"one", body}, other{"other", body};
        one.join();
        other.join();
    }
};

}  // namespace heddle

QTEST_GUILESS_MAIN(heddle::HandOverTest)
#include "HandOverTest.moc"
