// SPDX-License-Identifier: MIT
// An inbox that several threads use, while the test watches itself.
#include <QTest>  // first: moc 6.4 stumbles over <compare> when it meets it before Qt

#include "core/ipc/SignalInbox.h"
#include "core/sync/Thread.h"
#include "tests/core/probe/SelfWatch.h"

#include <csignal>
#include <set>
#include <vector>

namespace heddle {

class SignalInboxTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Which is the first, and what the merger orders them by.
    void eachTakeHasItsPlaceInTheOrderOfAllThreads() {
        constexpr int threads = 4, each = 1000;
        test::SelfWatch heddleItself{4096};
        SignalInbox inbox{SIGUSR1};
        std::atomic<int> ready{0};
        std::vector<Thread> takers;
        for (int i = 0; i < threads; ++i)
            takers.push_back(Thread([&] {
                for (++ready; ready < threads;) {
                }
                for (int k = 0; k < each; ++k)
                    inbox.tryTake();
            }));
        for (Thread& taker : takers)
            taker.join();
        std::set<std::uint32_t> orders;
        const std::uint32_t workers = heddleItself.page().nextWorker.load();
        for (std::uint32_t worker = 2; worker < workers; ++worker)
            for (const Event& event : heddleItself.recordsOf(WorkerId{worker}))
                if (event.op == Op::signalTake)
                    orders.insert(event.order);
        QCOMPARE(orders.size(), std::size_t(threads * each));
    }
};

}  // namespace heddle

QTEST_APPLESS_MAIN(heddle::SignalInboxTest)
#include "SignalInboxTest.moc"
