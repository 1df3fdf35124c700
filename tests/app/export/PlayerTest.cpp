// SPDX-License-Identifier: GPL-3.0-or-later
// A browser opens the page that plays a run, and plays, steps and seeks it (readers/play.py).
#include "app/export/PagePlanning.h"
#include "core/format/Formats.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceBuilder.h"
#include "tests/support/TraceText.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <iterator>

using namespace heddle;

namespace {

constexpr int noBrowser = 77;

}  // namespace

class PlayerTest : public QObject {
    Q_OBJECT

private slots:
    void aBrowserPlaysStepsAndSeeksThePage();
    void tenThousandEventsAreStillPlayed();
    void nothingOfATraceIsRun();
    void aRangeOpensAtItsStepWithItsNote();
    void aDamagedPageIsRefused();

private:
    // What play.py has against it; "": nothing.
    QString complaintOfBrowser(ExportRequest request, std::string_view from = {}, std::string_view to = {});

    QTemporaryDir m_folder;
    bool m_hasNoBrowser = false;
};

QString PlayerTest::complaintOfBrowser(ExportRequest request, std::string_view from, std::string_view to) {
    const std::string path = m_folder.path().toStdString() + "/page.html";
    request.plans = pagePlansOf(request.trace, Depth::system, {});
    if (const auto written = exportTrace(*formatNamed("html"), request, path); !written)
        return QString::fromStdString(written.error().sentence);
    if (!from.empty()) {
        std::ifstream file(path, std::ios::binary);
        std::string page{std::istreambuf_iterator<char>(file), {}};
        page.replace(page.find(from), from.size(), to);
        std::ofstream(path, std::ios::binary) << page;
    }
    QProcess browser;
    browser.start("python3", {QStringLiteral(READERS) + "/play.py", QString::fromStdString(path)});
    if (!browser.waitForFinished(240'000))
        return "python3 did not end: " + browser.errorString();
    m_hasNoBrowser = browser.exitCode() == noBrowser;
    return browser.exitCode() == 0 ? QString() : "refused: " + browser.readAllStandardError();
}

#define SKIP_WITHOUT_BROWSER()                                                                               \
    if (m_hasNoBrowser)                                                                                      \
    QSKIP("there is no chromium that can be started, to open the page with")

void PlayerTest::aBrowserPlaysStepsAndSeeksThePage() {
    const auto toy = toyTrace({.workers = 3, .items = 8, .capacity = 4});
    const QString complaint = complaintOfBrowser({.trace = toy});
    SKIP_WITHOUT_BROWSER();
    QCOMPARE(complaint, QString());
}

void PlayerTest::tenThousandEventsAreStillPlayed() {
    const auto toy = toyTrace({.workers = 5, .items = 1500, .capacity = 8});
    const QString complaint = complaintOfBrowser({.trace = toy, .openAt = toy->steps() / 2});
    SKIP_WITHOUT_BROWSER();
    QCOMPARE(complaint, QString());
}

void PlayerTest::nothingOfATraceIsRun() {
    const std::string evil = "</script><script>window.hostile = 1</script><img src=x onerror='hostile = 1'>";
    TraceBuilder builder;
    const WorkerId main = builder.addWorker(evil, WorkerKind::process);
    const ObjectId queue = builder.addObject(ObjectKind::queue, "main/<!--" + evil, main);
    for (int i = 0; i < 8; ++i)
        builder.tell({.worker = main,
                      .op = i % 2 == 0 ? Op::queuePut : Op::queueTaskDone,
                      .object = queue,
                      .message = i % 2 == 0 ? builder.newMessage() : MessageId{},
                      .text = evil + std::to_string(i)});
    builder.trace().appendOutput({builder.now(), 1, evil});
    const QString complaint = complaintOfBrowser({.trace = builder.result(), .note = evil});
    SKIP_WITHOUT_BROWSER();
    QCOMPARE(complaint, QString());
}

void PlayerTest::aRangeOpensAtItsStepWithItsNote() {
    const auto toy = toyTrace({.workers = 3, .items = 30, .capacity = 4});
    const QString complaint = complaintOfBrowser({.trace = toy,
                                                  .firstEvent = toy->indexOfStep(19) + 1,
                                                  .endEvent = toy->indexOfStep(60) + 1,
                                                  .openAt = 44,
                                                  .note = "Who takes 8?"});
    SKIP_WITHOUT_BROWSER();
    QCOMPARE(complaint, QString());
}

void PlayerTest::aDamagedPageIsRefused() {
    const auto toy = toyTrace({.workers = 3, .items = 8, .capacity = 4});
    const QString script = complaintOfBrowser({.trace = toy}, "class Playback {", "class Playback  {");
    SKIP_WITHOUT_BROWSER();
    QVERIFY(script.startsWith("refused: "));  // what is no longer what its policy knows is not run
    const QString step = complaintOfBrowser({.trace = toy}, "\"rows\":[0,", "\"rows\":[7,");
    QVERIFY(step.startsWith("refused: "));
}

QTEST_GUILESS_MAIN(PlayerTest)
#include "PlayerTest.moc"
