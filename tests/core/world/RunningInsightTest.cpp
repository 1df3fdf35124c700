// SPDX-License-Identifier: MIT
// What looking back finds while a trace grows is what it finds in the whole, and at the very step.
#include "core/world/Insight.h"
#include "tests/core/world/AnyHistory.h"
#include "tests/support/TraceText.h"

#include <QTest>
#include <algorithm>
#include <rapidcheck.h>

using namespace heddle;

namespace {

std::string writtenOf(const Verdict& verdict) {
    std::string text = verdict.kind + " @" + std::to_string(verdict.step) + " " + verdict.sentence;
    for (const std::uint64_t event : verdict.events)
        text += " " + std::to_string(event);
    return text + "\n";
}

std::string writtenOf(const std::vector<Verdict>& verdicts) {
    std::string text;
    for (const Verdict& verdict : verdicts)
        text += writtenOf(verdict);
    return text;
}

// What may be known only at the end.
bool waitsForTheEnd(const Verdict& verdict) {
    return verdict.kind == "unreceived-message" || verdict.kind == "lost-wake-up" ||
           (verdict.kind == "dead-holder" && !verdict.isTrouble);
}

// Many workers that come and go, so that those who have ended are forgotten many times.
std::string crowd(const std::string& deeds, bool areJoined) {
    std::string text;
    for (int i = 0; i < 400; ++i) {
        const std::string name = "t" + std::to_string(i);
        std::string one =
            "; main starts T; T begins; " + deeds + "; T ends" + (areJoined ? "; main joins T" : "");
        for (std::size_t at = one.find('T'); at != std::string::npos; at = one.find('T', at))
            one.replace(at, 1, name);
        text += one;
    }
    return text;
}

std::string told(const std::string& text) {
    return writtenOf(insightInto(traceFrom(text), {}));
}

}  // namespace

class RunningInsightTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsToldOnTheWayIsWhatTheWholeTells();
    void whatIsHeardInPiecesIsWhatIsHeardAtOnce();
    void lostWakeUpIsToldWhereTheRunStandsStill();
    void whoHasEndedIsForgottenAndWhatItDidIsNot();
    void whoIsForgottenAndDoesSomethingYetBlamesNobody();
    void onlyAStoreUndoesWhatOthersDo();
};

void RunningInsightTest::whatIsToldOnTheWayIsWhatTheWholeTells() {
    int found = 0;
    const bool isSo = rc::check("news, each at its event", [&found](
                                                               const std::vector<std::uint32_t>& numbers) {
        const auto trace = traceFrom(anyHistory(numbers));
        std::vector<Verdict> all;
        Insight insight(trace);
        for (std::size_t i = 0; i < trace->size(); ++i) {
            insight.hear(i + 1);
            for (Verdict& verdict : insight.takeNews()) {
                RC_ASSERT(verdict.step == trace->stepAt(i));
                RC_ASSERT(std::ranges::find(verdict.events, i) != verdict.events.end());
                all.push_back(std::move(verdict));
            }
        }
        const std::vector<Verdict> whole = insightInto(trace, {});
        for (const Verdict& verdict : whole) {
            const auto isIt = [&](const Verdict& other) { return writtenOf(other) == writtenOf(verdict); };
            RC_ASSERT(waitsForTheEnd(verdict) || std::ranges::count_if(all, isIt) == 1);
        }
        for (const Verdict& verdict : all) {
            const auto isIt = [&](const Verdict& other) { return writtenOf(other) == writtenOf(verdict); };
            RC_ASSERT(verdict.kind == "dead-holder" || std::ranges::count_if(whole, isIt) == 1);
        }
        found += static_cast<int>(all.size());
    });
    QVERIFY(isSo);
    QVERIFY(found > 50);
}

void RunningInsightTest::whatIsHeardInPiecesIsWhatIsHeardAtOnce() {
    QVERIFY(
        rc::check("any prefix", [](const std::vector<std::uint32_t>& numbers, std::size_t a, std::size_t b) {
            const auto trace = traceFrom(anyHistory(numbers));
            RunEnd end;
            end.until = a % (trace->size() + 1);
            Insight insight(trace);
            insight.hear(b % (*end.until + 1));
            static_cast<void>(insight.takeNews());
            insight.hear(*end.until);
            RC_ASSERT(insight.heard() == *end.until);
            RC_ASSERT(writtenOf(insight.atEnd(end)) == writtenOf(insightInto(trace, end)));
        }));
}

void RunningInsightTest::lostWakeUpIsToldWhereTheRunStandsStill() {
    const ToldWorld told = worldFrom(
        "main starts a; a begins; main notifies c; a acquires L; a waits on c with L; main waits to join a");
    Insight insight(told.trace);
    insight.hear(told.trace->size());
    QVERIFY(insight.takeNews().empty());
    QVERIFY(insight.atStandstill({}).empty());
    const std::vector<Verdict> lost = insight.atStandstill(troublesAtEnd(told.world));
    QCOMPARE(lost.size(), 1u);
    QCOMPARE(lost[0].kind, std::string("lost-wake-up"));
}

void RunningInsightTest::whoHasEndedIsForgottenAndWhatItDidIsNot() {
    const std::string early = "main starts e; e begins; e stores 1 in y; e ends";
    const std::string counted = "T acquires L; T loads x as 0; T stores 1 in x; T releases L; T loads z as 0";
    QVERIFY(
        told(early + crowd(counted, true) + "; main joins e; main loads y as 1; main stores 2 in z").empty());
    QVERIFY(told(early + crowd(counted, true) + "; main loads y as 1")
                .find("Unprotected sharing: e writes y (step 2) and main reads it") != std::string::npos);
    // Each of them has read it, and nobody has joined any.
    QVERIFY(told(crowd("T loads z as 0", false) + "; main stores 2 in z").find("t0 reads z") !=
            std::string::npos);
    // The last one's knowledge came by a lock that hundreds had held.
    QVERIFY(told(early + "; main starts f; f begins; f acquires L; f stores 1 in v; f releases L" +
                 crowd(counted, false) +
                 "; main acquires L; main loads v as 1; main releases L; main joins e")
                .find("unprotected") == std::string::npos);
}

void RunningInsightTest::whoIsForgottenAndDoesSomethingYetBlamesNobody() {
    const std::string before =
        "main starts e; e begins; main stores 1 in x; main puts 1 in q; e gets from q; e ends";
    const std::string late = "; e loads x as 1";
    QVERIFY(told(before + late + "; main joins e").empty());
    QVERIFY(told(before + crowd("T sleeps", true) + late + "; main joins e").empty());
}

void RunningInsightTest::onlyAStoreUndoesWhatOthersDo() {
    const std::string both = "main starts a; a begins; main starts b; b begins; ";
    const auto isTold = [&](const std::string& text) {
        return told(both + text).find("Unprotected sharing") != std::string::npos;
    };
    QVERIFY(!isTold("a loads x as 0; b loads x as 0; a shared.fetch_add x giving 1; b loads x as 1"));
    QVERIFY(!isTold("a loads x as 0; b shared.fetch_add x giving 1; a shared.fetch_add x giving 2"));
    QVERIFY(isTold("a shared.fetch_add x giving 1; b stores 7 in x"));
    QVERIFY(isTold("a shared.fetch_add x giving 1; b shared.fetch_add x giving 2; a stores 7 in x"));
    QVERIFY(isTold("a loads x as 0; b stores 7 in x"));
}

QTEST_GUILESS_MAIN(RunningInsightTest)
#include "RunningInsightTest.moc"
