// SPDX-License-Identifier: MIT
#include "tests/core/session/Scene.h"

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

class SameSeedTest : public QObject {
    Q_OBJECT
private slots:
    void thirtyRunsOfOneSeedAreTheSameHalfOfThemUnderLoad();
    void anotherSeedIsAnotherRun();
};

void SameSeedTest::thirtyRunsOfOneSeedAreTheSameHalfOfThemUnderLoad() {
    const Scene first = play("everything", Held::random, 7);
    QVERIFY2(first.whatIsWrong().empty(), first.whatIsWrong().c_str());
    QCOMPARE(first.facts.ending, Ending::failed);  // one of its processes throws
    for (int i = 1; i < 30; ++i) {
        std::optional<Load> load;
        if (i % 2 == 1)
            load.emplace();
        QCOMPARE(play("everything", Held::random, 7).lines(), first.lines());
    }
}

void SameSeedTest::anotherSeedIsAnotherRun() {
    const auto lines = play("everything", Held::random, 7).lines();
    bool isOther = false;
    for (std::uint64_t seed = 8; seed < 12; ++seed)
        isOther = isOther || play("everything", Held::random, seed).lines() != lines;
    QVERIFY(isOther);
}

QTEST_APPLESS_MAIN(SameSeedTest)
#include "SameSeedTest.moc"
