// SPDX-License-Identifier: MIT
#include "core/trace/Overview.h"

#include "core/trace/TraceFile.h"
#include "tests/core/trace/RandomTrace.h"

#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <utility>

using namespace heddle;

class OverviewTest : public QObject {
    Q_OBJECT
private slots:
    void aFinishedFileTellsItsRunInLittle() {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(QStringLiteral("little.heddle")).toStdString();
        for (const bool isWild : {false, true}) {
            const auto trace = randomTrace({.seed = 11, .events = 60'000, .workers = 7, .isWild = isWild});
            Overview told;
            for (std::size_t i = 0; i < trace->size(); ++i)
                told.read(trace->event(i));
            QVERIFY(saveTrace(trace, path).has_value());
            const auto opened = openTrace(path);
            QVERIFY(opened.has_value());
            QVERIFY((*opened)->facts().warnings.empty());
            const auto overview = (*opened)->overview();
            QVERIFY(overview != nullptr);
            QCOMPARE(overview->workers().size(), told.workers().size());
            for (const auto& [worker, whole] : told.workers()) {
                const WorkerOverview& read = overview->workers().at(worker);
                QCOMPARE(read.bySteps.size(), whole.bySteps.size());
                for (const auto& [known, all] :
                     {std::pair(&read.bySteps, &whole.bySteps), std::pair(&read.byTime, &whole.byTime)})
                    for (std::int64_t at = 0; at < 60'000; at += 1777) {
                        const auto place = known->firstEndingAfter(at, 0),
                                   exact = all->firstEndingAfter(at, -1);
                        QVERIFY(place.first <= exact.first && exact.last <= place.last);
                    }
            }
        }
        QVERIFY(randomTrace({})->overview() == nullptr);  // one that grows tells itself
    }

    void whatIsNoOverviewIsRefused() {
        ByteWriter good;
        Overview told;
        const auto trace = randomTrace({.seed = 3, .events = 3000, .workers = 3});
        for (std::size_t i = 0; i < trace->size(); ++i)
            told.read(trace->event(i));
        for (const auto& [worker, whole] : told.workers())
            encode(worker, whole, good);
        Overview read;
        QVERIFY(decodeOverview(good.bytes(), read));
        QCOMPARE(read.workers().size(), told.workers().size());
        const std::vector<std::byte> bytes(good.bytes().begin(), good.bytes().end());
        std::size_t refused = 0;
        for (std::size_t cut = 1; cut < bytes.size(); cut += 7) {
            Overview none;  // never a crash; most cuts are noticed
            refused += decodeOverview(std::span(bytes).first(cut), none) ? 0 : 1;
        }
        QVERIFY(refused > bytes.size() / 7 * 9 / 10);
    }
};

QTEST_APPLESS_MAIN(OverviewTest)
#include "OverviewTest.moc"
