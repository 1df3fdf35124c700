// SPDX-License-Identifier: MIT
// What is told of a result, while the test watches itself.
#include <QTest>  // first: moc 6.4 stumbles over <compare> when it meets it before Qt

#include "core/sync/ThreadPool.h"
#include "tests/core/probe/SelfWatch.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

namespace heddle {
namespace {

std::atomic<bool> isGot{false};
std::atomic<int> toldAfterItWasMoved{0};
const std::thread::id getter = std::this_thread::get_id();

// Can only be moved. Whoever tells it for the setter takes as long as the getter needs to have it moved
// away, if it can.
struct Parcel {
    std::unique_ptr<int> content;
};

void describe(Description& out, const Parcel& parcel) {
    using namespace std::chrono_literals;
    const auto end = std::chrono::steady_clock::now() + 200ms;
    while (std::this_thread::get_id() != getter && !isGot && std::chrono::steady_clock::now() < end)
        std::this_thread::yield();
    toldAfterItWasMoved += parcel.content ? 0 : 1;
    out.write("parcel");
}

}  // namespace

class FutureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aResultIsToldAheadOfWhoeverMovesItAway() {
        test::SelfWatch heddleItself{1024};
        ThreadPool pool{1};
        auto future = pool.submit([] { return Parcel{std::make_unique<int>(7)}; });
        const Parcel got = future.get();
        isGot = true;
        pool.shutdown();
        QCOMPARE(*got.content, 7);
        QCOMPARE(toldAfterItWasMoved.load(), 0);
    }
};

}  // namespace heddle

QTEST_APPLESS_MAIN(heddle::FutureTest)
#include "FutureTest.moc"
