// SPDX-License-Identifier: MIT
// Schedules shrink to what they need, and stretches can always be followed.
#include "core/schedule/Shrinking.h"

#include <QTest>
#include <algorithm>

using namespace heddle;

namespace {

std::vector<GrantRecord> grantsTo(std::initializer_list<std::uint32_t> workers) {
    std::vector<GrantRecord> grants;
    for (const std::uint32_t worker : workers)
        grants.push_back({WorkerId{worker}, 0, false, {}});
    return grants;
}

// A program of toy workers, each of which has so many operations and can always go. Thread: the test's own.
class Toy {
public:
    explicit Toy(std::vector<std::uint32_t> operations) : m_left(std::move(operations)) {}

    std::vector<GrantRecord> run(const std::vector<Stretch>& stretches) {
        ++runs;
        StretchChooser chooser(stretches);
        std::vector<GrantRecord> grants;
        for (std::vector<std::uint32_t> left = m_left;;) {
            std::vector<Candidate> candidates;
            for (std::uint32_t i = 0; i < left.size(); ++i)
                if (left[i] > 0)
                    candidates.push_back({WorkerId{i + 1}, Op::none, {}, false});
            if (candidates.empty())
                return grants;
            const WorkerId chosen = candidates[chooser.choose(candidates)].worker;
            --left[chosen.number - 1];
            grants.push_back({chosen, 0, false, {}});
        }
    }

    int runs = 0;

private:
    std::vector<std::uint32_t> m_left;
};

std::string text(const std::vector<GrantRecord>& grants) {
    std::string words;
    for (const GrantRecord& grant : grants)
        words += std::to_string(grant.worker.number);
    return words;
}

}  // namespace

class ShrinkingTest : public QObject {
    Q_OBJECT
private slots:
    void stretchesAreGrantsInARow() {
        const std::vector<Stretch> expected{{WorkerId{1}, 2}, {WorkerId{2}, 1}, {WorkerId{1}, 1}};
        QCOMPARE(stretchesOf(grantsTo({1, 1, 2, 1})), expected);
        QVERIFY(stretchesOf({}).empty());
    }

    void stretchesOfAScheduleLeadToItAgain() {
        Toy toy({3, 3, 2});
        const auto grants = grantsTo({2, 1, 1, 3, 2, 2, 1, 3});
        QCOMPARE(text(toy.run(stretchesOf(grants))), text(grants));
    }

    void whoCannotGoIsPassedOver() {
        Toy toy({2, 2});
        QCOMPARE(text(toy.run({{WorkerId{7}, 3}, {WorkerId{2}, 9}, {WorkerId{1}, 1}})), std::string("2211"));
    }

    void behindTheStretchesAWorkerGoesOnUntilItCannot() {
        Toy toy({2, 3, 1});
        QCOMPARE(text(toy.run({{WorkerId{2}, 1}})), std::string("222113"));
        QCOMPARE(text(toy.run({})), std::string("112223"));
    }

    // It fails when 2 comes between the two operations of 1, as an update is lost.
    void fewestChangesThatStillFailAreFound() {
        Toy toy({2, 2, 2});
        const auto fails = [](const std::vector<GrantRecord>& grants) {
            const std::string words = text(grants);
            return words.substr(words.find('1'), words.rfind('1') - words.find('1')).find('2') !=
                   std::string::npos;
        };
        const auto grants = grantsTo({3, 1, 2, 3, 1, 2});
        QVERIFY(fails(grants));
        const std::vector<GrantRecord> least =
            shrunk({grants}, 100, [&](const std::vector<Stretch>& stretches) {
                auto came = toy.run(stretches);
                return fails(came) ? std::optional(came) : std::nullopt;
            });
        QVERIFY(fails(least));
        QVERIFY2(stretchesOf(least).size() == 4, text(least).c_str());  // 1 2 1 and 3 somewhere
        QVERIFY(toy.runs <= 100);
    }

    // It fails when 1 has done two of its three operations, and 2 one, before 3 comes: no stretch can be left
    // out, and yet neither 1 nor 2 need come twice before it.
    void stretchesOfAWorkerAreJoined() {
        Toy toy({3, 2, 1});
        const auto fails = [](const std::string& words) {
            const std::string before = words.substr(0, words.find('3'));
            return std::ranges::count(before, '1') == 2 && before.find('2') != std::string::npos;
        };
        const auto least =
            shrunk({grantsTo({1, 2, 1, 3, 1, 2})}, 100, [&](const std::vector<Stretch>& stretches) {
                auto came = toy.run(stretches);
                return fails(text(came)) ? std::optional(came) : std::nullopt;
            });
        QCOMPARE(text(least), std::string("112231"));
    }

    void theBestEndOfSeveralBeginningsIsTaken() {
        Toy toy({4, 4});
        const auto fails = [](const std::string& words) {
            return words.starts_with("2121212") || words.starts_with("1112");
        };
        const auto beginnings = {grantsTo({2, 1, 2, 1, 2, 1, 2, 1}), grantsTo({1, 1, 1, 2, 1, 2, 2, 2})};
        const auto least = shrunk(beginnings, 100, [&](const std::vector<Stretch>& stretches) {
            auto came = toy.run(stretches);
            return fails(text(came)) ? std::optional(came) : std::nullopt;
        });
        QCOMPARE(text(least), std::string("11122221"));
        QVERIFY(toy.runs <= 100);
    }

    void attemptsAreBounded() {
        Toy toy({8, 8});
        const auto grants = grantsTo({1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2});
        const auto least = shrunk({grants}, 7, [&](const std::vector<Stretch>& stretches) {
            toy.run(stretches);
            return std::optional<std::vector<GrantRecord>>();
        });
        QCOMPARE(text(least), text(grants));  // nothing shorter was as bad
        QCOMPARE(toy.runs, 7);
    }
};

QTEST_APPLESS_MAIN(ShrinkingTest)
#include "ShrinkingTest.moc"
