// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window in fixed states, beside pictures that were looked at and kept (`./dev pictures --renew`).
// Where HEDDLE_PICTURES names a folder, they are written there, too.
#include "app/stage/StageView.h"
#include "core/trace/TraceFile.h"
#include "tests/app/kept/KeptPicture.h"
#include "tests/app/window/ShownWindow.h"
#include "tests/support/ToyTrace.h"
#include "tests/support/TraceText.h"

#include <QProcess>

#include <functional>

using namespace heddle;

namespace {

constexpr int mostThatMayDiffer = 200;  // pixels of a million; a word has more
constexpr const char* doubled = "scale-2";

const char* const pipes =
    "process main; main forks child-0; main forks child-1; child-0 begins; child-1 begins; pipe out to in;"
    "main sends 17 bytes on out; child-1 receives from in; main sends 400 bytes on out;"
    "child-0 waits to get from answers; main puts 3 in answers; child-0 gets 3 from answers;"
    "main waits to join child-1; child-1 receives from in; child-1 ends; main joins child-1; child-0 dies";

const char* const locks =
    "main starts a; main starts b; main starts c; a begins; b begins; c begins; semaphore tables holds 2;"
    "a acquires lock; b waits to acquire lock; a loads counter as 41; c loads counter as 41;"
    "c semaphore.acquire tables; a stores 42 in counter; a releases lock; b acquires lock;"
    "c waits to acquire lock; b waits on ready with lock; c acquires lock; c stores 42 in counter;"
    "c notifies ready; c releases lock; b wakes from ready; b ends; a ends; c ends";

const char* const deadlock =
    "main starts there; main starts back; there begins; back begins; there acquires left-lock;"
    "back acquires right-lock; there waits to acquire right-lock; back waits to acquire left-lock;"
    "main waits to join there";

struct State {
    const char* name;
    std::function<std::shared_ptr<Trace>()> trace;  // none: nothing was run
    std::int64_t step = 0;                          // 0: the end
    const char* action = nullptr;
};

const std::vector<State>& states() {
    const auto queues = [] { return toyTrace({.workers = 5, .capacity = 8}); };
    static const std::vector<State> all{
        {"empty", {}},
        {"queues", queues, 31},
        {"pipes", [] { return traceFrom(pipes); }, 8},
        {"locks", [] { return traceFrom(locks); }, 13},
        {"deadlock", [] { return traceFrom(deadlock); }},
        {"40-workers", [] { return toyTrace({.workers = 40, .items = 80, .capacity = 8}); }, 70},
        {"dark", queues, 31, "Dark"},
        {doubled, queues, 31},
    };
    return all;
}

// As soon as nothing moves in it any more.
QImage settled(QWidget& window) {
    QImage before, now;
    do {
        before = std::exchange(now, window.grab().toImage().convertToFormat(QImage::Format_RGB32));
        QTest::qWait(300);
    } while (now != before);
    return now;
}

QImage shot(const State& state) {
    ShownWindow shown{Run::start, stagedLesson()};
    if (state.trace) {
        const std::string path = shown.folder.filePath("kept.heddle").toStdString();
        const std::shared_ptr<Trace> trace = state.trace();
        RunFacts facts = trace->facts();
        facts.lesson = shown.chosen;  // else the file's path is told, which is another each time
        facts.ending = state.step > 0 ? Ending::finished : Ending::stuck;
        trace->setFacts(facts);
        if (!saveTrace(trace, path))
            return {};
        shown.window.open(QString::fromStdString(path));
        auto& stage = shown.part<StageView>("stage");
        if (!QTest::qWaitFor([&] { return !stage.scene().scope().plan.boxes.empty(); }))
            return {};
        if (state.step > 0)
            shown.trigger("To the start");
        for (std::int64_t step = 0; step < state.step; ++step)
            shown.trigger("Next step");
    }
    if (state.action)
        shown.trigger(state.action);
    shown.window.setFocus();  // no cursor blinks
    return settled(shown.window);
}

// A scale holds from the start of a program.
int atTwice() {
    QProcess again;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_SCALE_FACTOR"), QStringLiteral("2"));
    again.setProcessEnvironment(environment);
    again.setProcessChannelMode(QProcess::ForwardedChannels);
    again.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("theWindowLooksAsItDid:") + QLatin1String(doubled)});
    return again.waitForFinished(60'000) ? again.exitCode() : -1;
}

}  // namespace

class KeptWindowsTest : public QObject {
    Q_OBJECT
private slots:
    void theWindowLooksAsItDid_data() {
        QTest::addColumn<int>("number");
        for (std::size_t i = 0; i < states().size(); ++i)
            QTest::newRow(states()[i].name) << static_cast<int>(i);
    }
    void theWindowLooksAsItDid() {
        QFETCH(int, number);
        const State& state = states()[static_cast<std::size_t>(number)];
        if (state.name == doubled && !qEnvironmentVariableIsSet("QT_SCALE_FACTOR")) {
            QCOMPARE(atTwice(), 0);
            return;
        }
        if (const QString fonts = KeptPicture::otherFonts(); !fonts.isEmpty())
            QSKIP(qPrintable(fonts));
        const QImage now = shot(state);
        const QString folder = qEnvironmentVariable("HEDDLE_PICTURES");
        QVERIFY(folder.isEmpty() || now.save(QStringLiteral("%1/kept-%2.png").arg(folder, state.name)));
        const KeptPicture kept(QStringLiteral(HEDDLE_KEPT_PICTURES), QString::fromLatin1(state.name));
        const QString complaint = kept.complaint(now, mostThatMayDiffer);
        QVERIFY2(complaint.isEmpty(), qPrintable(complaint));
    }
};

QTEST_MAIN(KeptWindowsTest)
#include "KeptWindowsTest.moc"
