// SPDX-License-Identifier: GPL-3.0-or-later
// The built program, as a shell sees it.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace {

struct Outcome {
    int code = -1;
    QByteArray out, err;
    bool saidOneSentence() const { return err.startsWith("heddle: ") && err.count('\n') == 1; }
};

QString builtFile(const char* path) {
    return qEnvironmentVariable("HEDDLE_BUILD") + "/" + path;
}

Outcome heddle(const QStringList& arguments) {
    QProcess process;
    process.start(builtFile("bin/heddle"), arguments);
    if (!process.waitForFinished(60000))
        qFatal("heddle %s does not come to an end", qPrintable(arguments.join(' ')));
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

QJsonObject info(const QString& file) {
    return QJsonDocument::fromJson(heddle({"info", file, "--json"}).out).object();
}

// What a seed decides: nothing of times, pids or addresses is in it.
QByteArrayList decided(const QString& file) {
    QByteArrayList list;
    for (const QByteArray& line : heddle({"events", file, "--json"}).out.split('\n')) {
        const QJsonObject event = QJsonDocument::fromJson(line).object();
        QByteArray words;
        for (const char* key : {"worker", "object", "op", "phase", "outcome", "value"})
            words += event[key].toVariant().toByteArray() + " ";
        list.append(words);
    }
    return list;
}

}  // namespace

class HeddleTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void lessonsAreListedAsJson();
    void theQueueLessonCountsAsItTeaches();
    void aPickOfLessonsEndsWell_data();
    void aPickOfLessonsEndsWell();
    void oneSeedIsOneRun();
    void theProgramsOutputIsOnStdoutAndOurWordsAreOnStderr();
    void aWrongParameterIsOneSentenceAndStartsNothing();
    void aSizeThatMakesNoPictureIsWrongUse();
    void aRunThatTakesTooLongIsEndedAndSaved();
    void aSignalEndsTheRunAndSavesIt();
    void aProgramOfOnesOwnIsRecordedWithItsArguments();
    void aProgramThatFailsIsExitCodeFour();
    void eventsAreFiltered();
    void aFileThatIsNoTraceIsOneSentence();
    void whatIsLeftOfATraceIsRecoveredAndTheLossesAreTold();
    void whatACutTraceDoesNotHaveIsSaidWhereItIsExported();
    void howFarAnExportHasComeIsToldOnATerminal();
    void whoWaitsForWhomIsOfTheInstantBeforeHeddleEndedTheRun();
    void aReaderThatGoesAwayEndsItQuietly();
    void chromeJsonIsExported();
    void aPictureIsExportedWithoutADisplay();

private:
    QString recorded(const QStringList& lessonAndOptions);
    QScopedPointer<QTemporaryDir> m_folder;
};

void HeddleTest::init() {
    m_folder.reset(new QTemporaryDir);
}

// Runs it, and returns the file that it left.
QString HeddleTest::recorded(const QStringList& lessonAndOptions) {
    const QString file = m_folder->filePath("run.heddle");
    const Outcome run = heddle(QStringList{"run", "-o", file} + lessonAndOptions);
    if (run.code != 0)
        qWarning("%d %s", run.code, run.err.constData());
    return run.code == 0 ? file : QString();
}

void HeddleTest::lessonsAreListedAsJson() {
    const Outcome lessons = heddle({"lessons", "--json"});
    QCOMPARE(lessons.code, 0);
    QCOMPARE(lessons.err, QByteArray());
    QStringList names;
    for (const QJsonValue& lesson : QJsonDocument::fromJson(lessons.out).array())
        names << lesson["name"].toString();
    QCOMPARE(names, QStringList({"threads", "processes", "queues", "pipes", "managers", "sockets",
                                 "everything", "lost-update", "lock-order", "philosophers",
                                 "forgotten-sentinel", "pipe-full", "connect-before-listen"}));
}

void HeddleTest::theQueueLessonCountsAsItTeaches() {
    const QJsonObject facts = info(recorded({"queues"}));
    const QJsonObject operations = facts["operations"].toObject();
    QCOMPARE(operations["queue.put"].toInt(), 25);
    QCOMPARE(operations["queue.get"].toInt(), 25);
    QCOMPARE(operations["queue.task_done"].toInt(), 20);
    QCOMPARE(operations["queue.join"].toInt(), 1);
    QCOMPARE(operations["thread.start"].toInt(), 5);
    QCOMPARE(operations["thread.join"].toInt(), 5);
    QCOMPARE(facts["lost"].toInt(-1), 0);
    QCOMPARE(facts["produced"].toInt(), facts["events"].toInt());
    QCOMPARE(facts["messages"]["unreceived"].toInt(-1), 0);
}

void HeddleTest::aPickOfLessonsEndsWell_data() {
    QTest::addColumn<QStringList>("words");
    for (const char* lesson :
         {"threads", "processes", "queues capacity=1", "queues items=0", "pipes", "pipes messages=0",
          "pipes bytes=0 messages=3", "pipes bytes=200000 messages=3", "pipes duplex=true messages=5"})
        for (const char* mode : {"--free", "--step round-robin", "--step random --seed 3"}) {
            const QString words = QString("%1 %2").arg(lesson, mode);
            QTest::newRow(qPrintable(words)) << words.split(' ');
        }
}

void HeddleTest::aPickOfLessonsEndsWell() {
    QFETCH(QStringList, words);
    const QString file = recorded(words + QStringList{"--strict", "--timeout", "30"});
    QVERIFY(!file.isEmpty());
    QCOMPARE(info(file)["messages"].toObject()["unreceived"].toInt(-1), 0);
}

void HeddleTest::oneSeedIsOneRun() {
    for (const char* lesson : {"threads", "processes", "queues", "pipes"}) {
        const QByteArrayList first = decided(recorded({lesson, "--step", "random", "--seed", "7"}));
        QVERIFY2(first.size() > 5, lesson);
        QCOMPARE(decided(recorded({lesson, "--step", "random", "--seed", "7"})), first);
    }
}

void HeddleTest::theProgramsOutputIsOnStdoutAndOurWordsAreOnStderr() {
    const Outcome run = heddle({"run", "threads", "workers=2", "--step", "round-robin"});
    QCOMPARE(run.code, 0);
    QCOMPARE(run.out, QByteArray("Worker: 0\nWorker: 1\n"));
    QVERIFY2(run.saidOneSentence() && run.err.contains(" stored + 0 lost"), run.err);
}

void HeddleTest::aWrongParameterIsOneSentenceAndStartsNothing() {
    const QString file = m_folder->filePath("none.heddle");
    const Outcome run = heddle({"run", "queues", "workers=0", "-o", file});
    QCOMPARE(run.code, 2);
    QCOMPARE(run.out, QByteArray());
    QCOMPARE(run.err,
             QByteArray("heddle: lesson \"queues\": workers=0 is not allowed; workers is a whole number "
                        "from 1 to 500\n"));
    QVERIFY(!QFile::exists(file));
}

void HeddleTest::aSizeThatMakesNoPictureIsWrongUse() {
    const QString file = m_folder->filePath("sized.heddle"), out = m_folder->filePath("sized.png");
    QCOMPARE(heddle({"run", "threads", "workers=2", "-o", file}).code, 0);
    for (const QStringList& wrong : {QStringList{"--size", "100x900"},
                                     {"--size", "90000"},
                                     {"--scale", "0"},
                                     {"--scale", "nan"},
                                     {"--scale", "99"}}) {
        const Outcome made = heddle(QStringList{"export", file, "--to", "png", "-o", out} + wrong);
        QCOMPARE(made.code, 2);
        QVERIFY2(made.saidOneSentence() && made.err.contains("is not allowed"), made.err);
        QVERIFY(!QFile::exists(out));
    }
}

void HeddleTest::aRunThatTakesTooLongIsEndedAndSaved() {
    const QString file = m_folder->filePath("long.heddle");
    const Outcome run = heddle({"run", "threads", "workMs=10000", "--timeout", "0.2", "-o", file});
    QCOMPARE(run.code, 5);
    QVERIFY(info(file)["operations"].toObject()["thread.start"].toInt() > 0);
}

void HeddleTest::aSignalEndsTheRunAndSavesIt() {
    for (int signal : {SIGINT, SIGTERM}) {
        const QString file = m_folder->filePath(QString::number(signal) + ".heddle");
        QProcess process;
        process.start(builtFile("bin/heddle"), {"run", "threads", "workMs=10000", "-o", file});
        QTRY_VERIFY(QFile::exists(file));  // the run has begun
        ::kill(static_cast<pid_t>(process.processId()), signal);
        QVERIFY(process.waitForFinished(20000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 128 + signal);
        QCOMPARE(heddle({"info", file}).code, 0);
    }
}

void HeddleTest::aProgramOfOnesOwnIsRecordedWithItsArguments() {
    const QString file = m_folder->filePath("mine.heddle");
    const Outcome run = heddle({"record", "-o", file, "--", builtFile("lib/heddle/lessons/queues/program"),
                                "workers=2", "items=3", "[a,b]", "--json"});
    QCOMPARE(run.code, 0);
    QCOMPARE(info(file)["operations"].toObject()["queue.put"].toInt(), 5);
}

void HeddleTest::aProgramThatFailsIsExitCodeFour() {
    QCOMPARE(heddle({"record", "--", "sh", "-c", "exit 7"}).code, 4);
    QCOMPARE(heddle({"record", "--", "sh", "-c", "kill -9 $$"}).code, 4);
    QCOMPARE(heddle({"record", "--", "true"}).code, 0);
}

void HeddleTest::eventsAreFiltered() {
    const QString file = recorded({"queues"});
    const Outcome puts = heddle({"events", file, "--filter", "op=queue.put phase=done", "--json"});
    QCOMPARE(puts.code, 0);
    QCOMPARE(puts.out.count('\n'), 25);
    const QJsonObject first = QJsonDocument::fromJson(puts.out.left(puts.out.indexOf('\n'))).object();
    for (const char* key : {"index", "step", "startNs", "endNs", "worker", "object", "op", "phase", "outcome",
                            "depth", "message", "value", "text", "file", "line", "sentence"})
        QVERIFY2(first.contains(QLatin1String(key)), key);
    QCOMPARE(heddle({"events", file, "--filter", "op=queue.put phase=done"}).out.count('\n'), 25);
}

void HeddleTest::aFileThatIsNoTraceIsOneSentence() {
    for (const char* command : {"info", "events"}) {
        const Outcome read = heddle({command, "/etc/passwd"});
        QCOMPARE(read.code, 2);
        QCOMPARE(read.out, QByteArray());
        QVERIFY2(read.saidOneSentence(), read.err);
    }
}

void HeddleTest::whatIsLeftOfATraceIsRecoveredAndTheLossesAreTold() {
    const QString whole = recorded({"queues", "--step", "round-robin"}),
                  good = m_folder->filePath("good.heddle");
    const Outcome sound = heddle({"recover", whole, "-o", good});
    QVERIFY2(sound.code == 0 && sound.err.contains("; nothing was lost"), sound.err);
    QCOMPARE(info(good), info(whole));
    QVERIFY(QFile::resize(whole, QFile(whole).size() - 40));
    const Outcome cut = heddle({"recover", whole, "-o", good});
    QCOMPARE(cut.code, 3);
    QVERIFY2(cut.err.contains("lost: the file was cut"), cut.err);
    QCOMPARE(heddle({"recover", good, "-o", m_folder->filePath("again.heddle")}).code, 0);
    QCOMPARE(heddle({"recover", good, "-o", good}).code, 2);  // what was lost is not to be found there again
    QCOMPARE(heddle({"recover", m_folder->filePath("none.heddle"), "-o", good}).code, 2);
    QCOMPARE(heddle({"recover", good, "-o", "/nowhere/good.heddle"}).code, 1);
}

void HeddleTest::whatACutTraceDoesNotHaveIsSaidWhereItIsExported() {
    const QString file = recorded({"queues"}), out = m_folder->filePath("out");
    QVERIFY(!heddle({"export", file, "--to", "csv", "-o", out}).err.contains("warning: "));
    QVERIFY(QFile::resize(file, QFile(file).size() - 40));
    const QByteArray warnings = heddle({"events", file}).err;
    QVERIFY2(warnings.contains("warning: the file was cut"), warnings);
    for (const char* form : {"csv", "chrome", "sqlite", "html", "svg"}) {
        const Outcome written = heddle({"export", file, "--to", form, "-o", out});
        QCOMPARE(written.code, 0);
        QVERIFY2(written.err.startsWith(warnings), written.err);
    }
    QVERIFY(heddle({"export", file, "--to", "jsonl", "-o", "-"}).err.startsWith(warnings));
}

void HeddleTest::howFarAnExportHasComeIsToldOnATerminal() {
    const QString file = recorded({"queues"}), out = m_folder->filePath("out.csv");
    const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    QVERIFY(terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    QProcess process;
    process.setStandardErrorFile(ptsname(terminal));
    process.start(builtFile("bin/heddle"), {"export", file, "--to", "csv", "-o", out});
    QVERIFY(process.waitForFinished(60000));
    QByteArray said, piece(4096, 0);
    for (ssize_t count = 0; (count = read(terminal, piece.data(), piece.size())) > 0;)  // EIO: nobody is left
        said += piece.left(count);
    close(terminal);
    const QByteArray all = QByteArray::number(info(file)["events"].toInt());
    QCOMPARE(said, "\revent " + all + " of " + all + "\r\nheddle: wrote " + out.toUtf8() + "\r\n");
}

void HeddleTest::whoWaitsForWhomIsOfTheInstantBeforeHeddleEndedTheRun() {
    const QString stuck = m_folder->filePath("stuck.heddle");
    QCOMPARE(heddle({"run", "-o", stuck, "philosophers", "--step", "random", "--seed", "2"}).code, 3);
    const Outcome waits = heddle({"export", stuck, "--to", "dot-waits", "-o", "-"});
    QVERIFY2(waits.out.count("penwidth=3") >= 5, waits.out);
}

void HeddleTest::aReaderThatGoesAwayEndsItQuietly() {
    const QString file = recorded({"queues", "items=5000", "workMs=0"});
    QProcess shell;
    shell.start("sh", {"-c", builtFile("bin/heddle") + " events " + file + " | head -n 1"});
    QVERIFY(shell.waitForFinished(20000));
    QCOMPARE(shell.readAllStandardOutput().count('\n'), 1);
    QCOMPARE(shell.readAllStandardError(), QByteArray());
}

void HeddleTest::chromeJsonIsExported() {
    const QString out = m_folder->filePath("run.json");
    QCOMPARE(heddle({"export", recorded({"queues"}), "--to", "chrome", "-o", out}).code, 0);
    QFile file(out);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!QJsonDocument::fromJson(file.readAll()).isNull());
}

void HeddleTest::aPictureIsExportedWithoutADisplay() {
    const QString out = m_folder->filePath("run.png");
    const Outcome exported = heddle({"export", recorded({"queues"}), "--to", "png", "-o", out});
    QVERIFY2(exported.code == 0, exported.err);
    QVERIFY2(exported.saidOneSentence(), exported.err);  // nothing of what Qt misses
    QFile file(out);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("\x89PNG"));
}

QTEST_GUILESS_MAIN(HeddleTest)
#include "HeddleTest.moc"
