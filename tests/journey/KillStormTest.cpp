// SPDX-License-Identifier: MIT
// SIGKILL at random instants of all lessons, to a process of theirs, to the supervisor or to Heddle. Nothing
// hangs, nothing is left, and what was recorded until then is kept. In CI 30 kills; HEDDLE_KILLS asks for
// more, as ./dev soak does.
#include <QTest>

#include "core/session/Lessons.h"
#include "core/session/Run.h"
#include "core/supervise/ProcessTable.h"
#include "core/trace/TraceFile.h"
#include "tests/journey/Journey.h"

#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <algorithm>
#include <csignal>
#include <ctime>
#include <limits>
#include <map>
#include <optional>
#include <poll.h>
#include <sys/prctl.h>
#include <unistd.h>
#include <unordered_set>

using namespace heddle;
using namespace heddle::test;

namespace {

constexpr int fewKills = 30;
constexpr Span patience = Span::seconds(20);  // a run that is not over by then is ended
constexpr Span hanging = Span::seconds(40);   // and one that is not over by then hangs
constexpr timespec shortWhile{0, 300'000};    // between two looks
constexpr Span promised = Span::millis(100);  // so soon after a kill its death is told

int kills() {
    const int asked = qEnvironmentVariableIntValue("HEDDLE_KILLS");
    return asked > 0 ? asked : fewKills;
}

std::vector<std::int32_t> withDescendantsOf(std::int32_t pid) {
    std::vector<std::int32_t> all{pid};
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto children = childrenOf(all[i]);
        all.insert(all.end(), children.begin(), children.end());
    }
    return all;
}

// What is wrong with what was kept of a run; "" when nothing is.
QString wrongWith(const Trace& trace) {
    const RunFacts facts = trace.facts();
    QStringList warnings;
    for (const std::string& warning : facts.warnings)
        warnings << QString::fromStdString(warning);
    std::unordered_set<std::uint64_t> sent;
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const Event event = trace.event(i);
        if (sendsMessage(event.op) && event.phase != Phase::called)
            sent.insert(event.message.number);
        if (receivesMessage(event.op) && event.phase == Phase::done && !event.message.isNone() &&
            !sent.contains(event.message.number))
            return QString("message %1 is received by event %2, and was not sent; %3")
                .arg(event.message.number)
                .arg(i)
                .arg(warnings.join("; "));
    }
    if (facts.lost > 0 || facts.produced != trace.size())
        return QString("%1 produced are not %2 stored and %3 lost")
            .arg(facts.produced)
            .arg(trace.size())
            .arg(facts.lost);
    return {};
}

// The one who would have connected was killed. Heddle cannot know that nobody else will (docs/DESIGN.md,
// "Known limits"), so such a run is ended by its timeout alone.
bool waitsForAClient(const Trace& trace) {
    std::map<WorkerId, Event> last;
    for (std::size_t i = 0; i < trace.size(); ++i)
        if (const Event event = trace.event(i);
            event.outcome != Outcome::killed && event.depth == Depth::program)
            last[event.worker] = event;
    return std::ranges::any_of(last, [](const auto& of) {
        return of.second.op == Op::tcpAccept && of.second.phase == Phase::waits;
    });
}

bool allEndByThemselves() {
    while (hasChildren())
        for (const std::int32_t pid : childrenOf(getpid())) {
            const FileDescriptor child = openChild(pid);
            pollfd process{child.number(), POLLIN, 0};
            if (child.isOpen() && poll(&process, 1, 20000) <= 0)
                return false;
            reapChild(pid);
        }
    return true;
}

// When a run's trace begins, by this process's own clock: not later than any look at it says. Thread: one
// owner.
class Beginning {
public:
    void look(const Trace& trace) {
        if (trace.size() > 0)
            m_atMost = std::min(m_atMost, (monotonicNow() - trace.lastInstant()).ns);
    }
    Instant of(const Event& event) const { return {m_atMost + event.end}; }

private:
    std::int64_t m_atMost = std::numeric_limits<std::int64_t>::max();
};

// One lesson, with parameters and in a mode that chance chose.
struct Chosen {
    const Lesson* lesson = nullptr;
    std::map<std::string, std::string> parameters;
    bool isHeld = false;
    std::uint64_t seed = 0;

    QString words() const {
        QString words = QString::fromStdString(lesson->name);
        for (const auto& [name, value] : parameters)
            words += QString(" %1=%2").arg(name.c_str(), value.c_str());
        return words + (isHeld ? QString(" --step random --seed %1").arg(seed) : " --free");
    }
};

enum class Whom { worker, supervisor, heddle };

struct Kill {
    std::int32_t victim = 0;
    Instant at;  // just before
    bool isHeld = false;
};

}  // namespace

class KillStormTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void aKillAtAnyInstantLosesNothingAndLeavesNothing();

private:
    Chosen choose();
    void count(const Chosen& chosen, bool isKilled);
    void report();
    std::string valueFor(const LessonParameter& parameter);
    Span somePart(Span most) { return {m_random.bounded(static_cast<qint64>(most.ns))}; }
    QString killOne(const Chosen& chosen, Whom whom);
    QString killHeddle(const Chosen& chosen);
    bool killOneOf(Run& run, Whom whom, std::int32_t& victim);
    QString awaitEnd(Run& run, const Kill& kill, Beginning& beginning);

    quint32 m_seed = 0;
    QRandomGenerator m_random;
    LessonShelf m_shelf;
    std::map<std::string, int> m_killedIn;  // by lesson
    std::vector<Span> m_told;               // how long after its kill each death was told
    std::vector<Span> m_stamped;            // and by its own time in the trace, at most
    int m_done = 0, m_tooLate = 0;          // kills; runs that were over before theirs
    int m_waited = 0;                       // for a client that was killed, until the run's timeout
    int m_untold = 0;                       // killed before they had told anything, or no worker
};

void KillStormTest::initTestCase() {
    prctl(PR_SET_CHILD_SUBREAPER, 1);  // whatever is left comes to us
    m_seed = static_cast<quint32>(qEnvironmentVariableIntValue("HEDDLE_SEED"));
    if (m_seed == 0)
        m_seed = QRandomGenerator::system()->generate() >> 1;
    m_random.seed(m_seed);
    qInfo("HEDDLE_SEED=%u", m_seed);
    m_shelf = readLessons(builtProgram("lib/heddle/lessons").toStdString());
    QVERIFY(m_shelf.lessons.size() >= 7);
    if (const QString only = qEnvironmentVariable("HEDDLE_LESSON"); !only.isEmpty())  // to look closer
        std::erase_if(m_shelf.lessons,
                      [&](const Lesson& lesson) { return lesson.name != only.toStdString(); });
}

std::string KillStormTest::valueFor(const LessonParameter& parameter) {
    switch (parameter.type) {
    case ParameterType::boolean:
        return m_random.bounded(2) == 0 ? "true" : "false";
    case ParameterType::choice:
        return parameter.choices[m_random.bounded(static_cast<quint32>(parameter.choices.size()))];
    case ParameterType::integer:
        break;
    }
    const std::int64_t most =
        std::min(parameter.most, std::int64_t{4 * std::stoll(parameter.byDefault) + 20});
    return std::to_string(
        m_random.bounded(static_cast<qint64>(parameter.least), static_cast<qint64>(most + 1)));
}

Chosen KillStormTest::choose() {
    Chosen chosen;
    chosen.lesson = &m_shelf.lessons[m_random.bounded(static_cast<quint32>(m_shelf.lessons.size()))];
    // Some are over so soon that chance alone would hardly ever strike them.
    if (m_random.bounded(2) == 0)
        chosen.lesson = &*std::ranges::min_element(
            m_shelf.lessons, {}, [this](const Lesson& lesson) { return m_killedIn[lesson.name]; });
    for (const LessonParameter& parameter : chosen.lesson->parameters)
        chosen.parameters[parameter.name] =
            m_random.bounded(3) == 0 ? parameter.byDefault : valueFor(parameter);
    chosen.isHeld = m_random.bounded(3) == 0;
    chosen.seed = m_random.bounded(1, 1000);
    return chosen;
}

bool KillStormTest::killOneOf(Run& run, Whom whom, std::int32_t& victim) {
    const auto supervisors = childrenOf(getpid());
    if (supervisors.empty())
        return false;
    victim = supervisors.front();
    if (whom == Whom::worker) {
        const std::int32_t root = run.status().pid;
        if (root == 0)
            return false;
        const auto all = withDescendantsOf(root);
        victim = all[m_random.bounded(static_cast<quint32>(all.size()))];
    }
    const FileDescriptor process = openProcess(victim);
    return process.isOpen() && sendSignal(process.number(), SIGKILL);
}

// Looks on while the run goes on, as its reader in the window does.
QString KillStormTest::awaitEnd(Run& run, const Kill& kill, Beginning& beginning) {
    const auto trace = run.trace();
    std::size_t seen = 0;
    std::optional<Event> death;
    for (bool isOver = false; !isOver;) {
        isOver = run.status().ending != Ending::running;
        beginning.look(*trace);
        for (const std::size_t until = trace->size(); seen < until && !death; ++seen) {
            const Event event = trace->event(seen);
            const WorkerInfo* worker = trace->names().worker(event.worker);
            const bool isItsEnd = event.op == Op::processEnd && event.phase != Phase::called;
            if (isItsEnd && worker != nullptr && worker->pid == kill.victim) {
                death = event;
                m_told.push_back(monotonicNow() - kill.at);
            }
        }
        if (monotonicNow() - kill.at > hanging)
            return "hangs";
        nanosleep(&shortWhile, nullptr);
    }
    run.wait();
    m_untold += death ? 0 : 1;
    // In a held run the time that does not count is taken off.
    if (!death || kill.isHeld || death->outcome != Outcome::killed)
        return {};
    const Span late = beginning.of(*death) - kill.at;
    m_stamped.push_back(late);
    return late < Span{} ? "the death is stamped ahead of the kill" : QString();
}

QString KillStormTest::killOne(const Chosen& chosen, Whom whom) {
    const QTemporaryDir folder;
    RunRequest request;
    request.command = {chosen.lesson->program};
    for (const auto& [name, value] : chosen.parameters)
        request.command.push_back(name + "=" + value);
    request.timeout = patience;
    request.saveTo = folder.filePath("run.heddle").toStdString();
    if (chosen.isHeld)
        request.choosing.kind = ChooserKind::random;
    request.choosing.seed = chosen.seed;
    const auto file = *request.saveTo;
    auto run = Run::start(std::move(request));
    if (!run)
        return QString::fromStdString(run.error().sentence);
    Beginning beginning;
    // Half of the lessons are over in a few milliseconds.
    const Span delay = somePart(m_random.bounded(2) == 0 ? Span::millis(4) : Span::millis(40));
    for (const Instant since = monotonicNow(); monotonicNow() - since < delay;) {
        beginning.look(*(*run)->trace());
        nanosleep(&shortWhile, nullptr);
    }
    Kill kill{0, monotonicNow(), chosen.isHeld};
    const bool isKilled = killOneOf(**run, whom, kill.victim);
    const QString hang = awaitEnd(**run, kill, beginning);
    if (!hang.isEmpty())
        return hang;
    const auto trace = (*run)->trace();
    const auto saved = openTrace(file);
    if (!saved)
        return QString::fromStdString(saved.error().sentence);
    if ((*saved)->size() != trace->size())
        return "its file is not whole";
    count(chosen, isKilled);
    const bool isTimeout = trace->facts().ending == Ending::timeout;
    const bool isLate = isTimeout && !waitsForAClient(*trace);
    m_waited += isTimeout && !isLate ? 1 : 0;
    const QString wrong = isLate ? "the run was not over in time" : wrongWith(*trace);
    if (const QString kept = qEnvironmentVariable("HEDDLE_KEEP"); !wrong.isEmpty() && !kept.isEmpty())
        QFile::copy(QString::fromStdString(file.string()), kept);  // to look closer
    return wrong;
}

QString KillStormTest::killHeddle(const Chosen& chosen) {
    const QTemporaryDir folder;
    QProcess heddle;
    heddle.setWorkingDirectory(folder.path());
    heddle.start(builtProgram("bin/heddle"),
                 QStringList{"run"} + chosen.words().split(' ') + QStringList{"-o", "run.heddle"});
    if (!heddle.waitForStarted())
        return "heddle did not start";
    const timespec part{0, static_cast<long>(somePart(Span::millis(120)).ns)};
    nanosleep(&part, nullptr);
    const bool wasRunning = !heddle.waitForFinished(0);
    heddle.kill();
    heddle.waitForFinished();
    if (!allEndByThemselves())
        return "something goes on";
    const QStringList files = QDir(folder.path()).entryList(QDir::Files);
    if (files.isEmpty())
        return count(chosen, wasRunning), QString();  // it was too early for anything to be kept
    if (files != QStringList{"run.heddle"})
        return files.join(' ') + " is left";
    const Called info = callHeddle({"info", folder.filePath("run.heddle")});
    count(chosen, wasRunning);
    const bool isFine = info.exitCode == 0 || info.sentences() == 1;  // up to the cut, or nothing came yet
    return isFine ? QString() : QString(info.all());
}

void KillStormTest::count(const Chosen& chosen, bool isKilled) {
    m_done += isKilled ? 1 : 0;
    m_tooLate += isKilled ? 0 : 1;
    m_killedIn[chosen.lesson->name] += isKilled ? 1 : 0;
}

void KillStormTest::report() {
    for (const auto& [lesson, count] : m_killedIn)
        qInfo("%s: %d kills", lesson.c_str(), count);
    qInfo(
        "%d killed were no workers, or not yet; %d runs were over before their kill; in %d somebody went on "
        "waiting for a client",
        m_untold, m_tooLate, m_waited);
    const auto milliseconds = [](Span span) { return static_cast<double>(span.ns) / 1e6; };
    for (const auto& [name, times] :
         {std::pair("seen in the trace", &m_told), {"by their stamps", &m_stamped}}) {
        std::sort(times->begin(), times->end());
        if (!times->empty())
            qInfo("%zu deaths, %s: %.1f ms after the kill (median), %.1f ms (99 %%), %.1f ms (longest)",
                  times->size(), name, milliseconds((*times)[times->size() / 2]),
                  milliseconds((*times)[times->size() * 99 / 100]), milliseconds(times->back()));
    }
}

void KillStormTest::aKillAtAnyInstantLosesNothingAndLeavesNothing() {
    static constexpr const char* whose[] = {"a worker", "the supervisor", "heddle"};
    QStringList wrong;
    const int all = kills();
    for (int i = 0; m_done < all && i < 20 * all && wrong.size() < 20; ++i) {
        const Chosen chosen = choose();
        const Whom whom = i % 10 == 8 ? Whom::supervisor : i % 10 == 9 ? Whom::heddle : Whom::worker;
        QString sentence = whom == Whom::heddle ? killHeddle(chosen) : killOne(chosen, whom);
        if (hasChildren())
            sentence += " processes are left";
        allEndByThemselves();
        if (!sentence.isEmpty())
            wrong << QString("%1 was killed, %2: %3").arg(whose[int(whom)], chosen.words(), sentence);
    }
    report();
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    QCOMPARE(m_done, all);
    QVERIFY(!m_told.empty() && !m_stamped.empty());
    QVERIFY2(m_told.back() <= promised, "a death was told too late");
    QVERIFY2(m_stamped.back() <= promised, "a death was stamped too late");
}

QTEST_GUILESS_MAIN(KillStormTest)
#include "KillStormTest.moc"
