// SPDX-License-Identifier: MIT
// What is typed wrongly is one sentence with what is allowed, and exit code 2; nothing is started.
#include <QTest>

#include "tests/journey/Journey.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

using namespace heddle::test;

class CommandLineTest : public QObject {
    Q_OBJECT
private slots:
    void wrongUseIsOneSentence_data();
    void wrongUseIsOneSentence();
    void wrongParameterStartsNothing();
    void unreadableFileIsOneSentence_data();
    void unreadableFileIsOneSentence();
    void lessonsAreListedWithTheirRanges();
    void cutFileOpensUpToTheCut();
    void eventsAreTheSameLinesForPeopleAndPrograms();
    void chromeExportIsJsonWithAnEventForEachWorker();
    void chromeExportHasBothEndsOfEveryArrow();
    void theTraceThatIsReadIsNotWrittenOver();
    void aNameWithAColonIsANameOfAFile();
    void exploringCountsOutcomesAndKeepsATraceOfEach();
    void exitCodeOfAnExplorationIsThatOfItsWorstRun();
    void whatIsWrittenToAClosedStreamIsNoSuccess();
};

void CommandLineTest::wrongUseIsOneSentence_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("a lesson that there is not") << QStringList{"run", "quees"} << QByteArray("queues");
    QTest::newRow("a parameter that there is not")
        << QStringList{"run", "queues", "wokers=3"} << QByteArray("workers");
    QTest::newRow("a parameter of the wrong type")
        << QStringList{"run", "queues", "workers=many"} << QByteArray("workers");
    QTest::newRow("a parameter out of its range")
        << QStringList{"run", "queues", "workers=0"} << QByteArray("500");
    QTest::newRow("a parameter that is neither true nor false")
        << QStringList{"run", "pipes", "duplex=perhaps"} << QByteArray("true");
    QTest::newRow("a chooser that there is not")
        << QStringList{"run", "queues", "--step", "best"} << QByteArray("round-robin");
    QTest::newRow("a seed that is no number")
        << QStringList{"run", "queues", "--seed", "x"} << QByteArray("seed");
    QTest::newRow("an option that there is not")
        << QStringList{"run", "queues", "--fast"} << QByteArray("fast");
    QTest::newRow("a program that is missing")
        << QStringList{"record", "--", "/nowhere/program"} << QByteArray("/nowhere/program");
    QTest::newRow("no tries") << QStringList{"explore", "queues", "--tries", "0"}
                              << QByteArray("1 to 1000000");
    QTest::newRow("a lesson to explore that there is not")
        << QStringList{"explore", "quees"} << QByteArray("queues");
    QTest::newRow("a format that there is not")
        << QStringList{"export", "/nowhere/file", "--to", "cuneiform"} << QByteArray("chrome");
}

void CommandLineTest::wrongUseIsOneSentence() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    const Called called = callHeddle(arguments);
    QVERIFY2(called.exitCode == 2, called.all());
    QVERIFY2(called.sentences() == 1, called.all());
    QVERIFY2(called.err.contains(says), called.all());
    QVERIFY2(called.out.isEmpty(), called.all());
}

void CommandLineTest::wrongParameterStartsNothing() {
    QTemporaryDir folder;
    const Called called = callHeddle({"run", "queues", "workers=0", "-o", folder.filePath("run.heddle")});
    QCOMPARE(called.exitCode, 2);
    QVERIFY(!QFile::exists(folder.filePath("run.heddle")));
}

void CommandLineTest::unreadableFileIsOneSentence_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("foreign") << QByteArray("PNG and not a trace at all, whatever its name may say");
    QTest::newRow("zeros") << QByteArray(10000, '\0');
}

void CommandLineTest::unreadableFileIsOneSentence() {
    QFETCH(QByteArray, content);
    QTemporaryDir folder;
    QFile file(folder.filePath("file.heddle"));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(content);
    file.close();
    for (const char* command : {"info", "events"}) {
        const Called called = callHeddle({command, file.fileName()});
        QVERIFY2(called.exitCode == 2 && called.sentences() == 1, called.all());
        QVERIFY2(called.err.contains("file.heddle"), called.all());
    }
    const Called missing = callHeddle({"info", folder.filePath("missing.heddle")});
    QVERIFY2(missing.exitCode == 2 && missing.sentences() == 1, missing.all());
}

void CommandLineTest::lessonsAreListedWithTheirRanges() {
    const Called called = callHeddle({"lessons", "--json"});
    QCOMPARE(called.exitCode, 0);
    const QJsonDocument list = QJsonDocument::fromJson(called.out);
    QVERIFY2(!list.isNull(), called.out);
    const Called words = callHeddle({"lessons"});
    for (const char* word : {"threads", "processes", "queues", "pipes", "workMs", "capacity", "duplex"}) {
        QVERIFY2(words.out.contains(word), words.out);
        QVERIFY2(called.out.contains(word), called.out);
    }
}

void CommandLineTest::cutFileOpensUpToTheCut() {
    const Recorded run = Recorded::run({"queues", "items=20000", "workMs=0"});
    QFile file(run.file());
    QVERIFY(file.resize(file.size() / 2));
    const Called called = callHeddle({"info", run.file(), "--json"});
    QVERIFY2(called.exitCode == 0, called.all());
    const int events = QJsonDocument::fromJson(called.out).object()["events"].toInt();
    QVERIFY2(events > 0 && events < run.info()["events"].toInt(), called.all());
}

void CommandLineTest::eventsAreTheSameLinesForPeopleAndPrograms() {
    const Recorded run = Recorded::run({"queues"});
    const QList<QJsonObject> events = run.events();
    const Called sentences = callHeddle({"events", run.file()});
    QCOMPARE(sentences.exitCode, 0);
    QCOMPARE(sentences.out.count('\n'), events.size());
    QCOMPARE(events.size(), run.info()["events"].toInt());
    int step = 0;
    for (const QJsonObject& event : events) {
        for (const char* key : {"index", "step", "startNs", "endNs", "worker", "object", "op", "phase",
                                "outcome", "depth", "message", "value", "text", "file", "line", "sentence"})
            QVERIFY2(event.contains(QLatin1String(key)), key);
        if (!event["step"].isNull() && event["step"].toInt() > 0 && event["depth"] == "program" &&
            event["phase"] != "called")
            QCOMPARE(event["step"].toInt(), ++step);
    }
    QVERIFY(step > 50);
}

void CommandLineTest::chromeExportIsJsonWithAnEventForEachWorker() {
    const Recorded run = Recorded::run({"threads"});
    const QString out = run.file() + ".json";
    const Called called = callHeddle({"export", run.file(), "--to", "chrome", "-o", out});
    QVERIFY2(called.exitCode == 0, called.all());
    QFile file(out);
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY2(!QJsonDocument::fromJson(text).isNull(), text.left(400));
    for (int i = 0; i < 5; ++i)
        QVERIFY(text.contains("worker-" + QByteArray::number(i)));
}

void CommandLineTest::chromeExportHasBothEndsOfEveryArrow() {
    const Recorded run = Recorded::run({"managers", "workers=3"});
    const QString out = run.file() + ".json";
    QCOMPARE(callHeddle({"export", run.file(), "--to", "chrome", "-o", out}).exitCode, 0);
    QFile file(out);
    QVERIFY(file.open(QFile::ReadOnly));
    QSet<qint64> sent, received;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    for (const QJsonValue& event :
         document.isArray() ? document.array() : document["traceEvents"].toArray()) {
        if (event["ph"] == "s")
            sent << event["id"].toInteger();
        if (event["ph"] == "f")
            received << event["id"].toInteger();
    }
    QCOMPARE(sent.size(), run.info()["messages"].toObject()["received"].toInteger());
    QCOMPARE(received, sent);
}

void CommandLineTest::theTraceThatIsReadIsNotWrittenOver() {
    const Recorded run = Recorded::run({"threads"});
    const QJsonObject before = run.info();
    const QString link = run.file() + ".csv";
    QVERIFY(QFile::link(run.file(), link));
    for (const QStringList& words : {QStringList{"export", run.file(), "--to", "csv", "-o", run.file()},
                                     {"export", run.file(), "--to", "csv", "-o", link},
                                     {"recover", run.file(), "-o", run.file()}}) {
        const Called called = callHeddle(words);
        QCOMPARE(called.exitCode, 2);
        QVERIFY2(called.err.contains("would be written over") && called.err.count('\n') == 1, called.all());
    }
    QCOMPARE(run.info(), before);
}

void CommandLineTest::aNameWithAColonIsANameOfAFile() {
    const Recorded run = Recorded::run({"threads"});
    const QTemporaryDir folder;
    const QString was = QDir::currentPath();
    QVERIFY(QDir::setCurrent(folder.path()));
    const Called called = callHeddle({"export", run.file(), "--to", "sqlite", "-o", "file:x.sqlite"});
    QVERIFY(QDir::setCurrent(was));
    QVERIFY2(called.exitCode == 0, called.all());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"file:x.sqlite"});
    QVERIFY(QFileInfo(folder.filePath("file:x.sqlite")).size() > 10'000);
}

void CommandLineTest::exploringCountsOutcomesAndKeepsATraceOfEach() {
    const QTemporaryDir folder;
    const Called called = callHeddle(
        {"explore", "lock-order", "--tries", "40", "--seed", "5", "-o", folder.filePath("found"), "--json"});
    QVERIFY2(called.exitCode == 3, called.all());
    const QJsonObject found = QJsonDocument::fromJson(called.out).object();
    QCOMPARE(found["lesson"].toString(), QString("lock-order"));
    QCOMPARE(found["tries"].toInt(), 40);
    int count = 0;
    bool hasDeadlock = false;
    for (const QJsonValue value : found["outcomes"].toArray()) {
        const QJsonObject outcome = value.toObject();
        count += outcome["count"].toInt();
        hasDeadlock = hasDeadlock || outcome["troubles"].toArray().contains("deadlock");
        const QString file = outcome["file"].toString();
        QCOMPARE(Recorded::open(file).info()["ending"], outcome["ending"]);
        const int code = callHeddle({"replay", file}).exitCode;
        QCOMPARE(code, outcome["isFailing"].toBool() ? 3 : 0);
    }
    QCOMPARE(count, 40);
    QVERIFY2(hasDeadlock, called.all());
}

void CommandLineTest::exitCodeOfAnExplorationIsThatOfItsWorstRun() {
    const Called failed = callHeddle({"explore", "lost-update", "--tries", "30"});
    QVERIFY2(failed.exitCode == 4, failed.all());
    QVERIFY2(failed.out.startsWith("30 schedules of lost-update, "), failed.all());
    QVERIFY2(failed.out.contains("FAILS  counter = 2; The counter is 2, and it should be 4.; "
                                 "unprotected sharing of counter\n"),
             failed.all());
    const Called fine = callHeddle({"explore", "lost-update", "variant=mended", "--tries", "30"});
    QVERIFY2(fine.exitCode == 0, fine.all());
    QVERIFY2(fine.out.contains("30 of 30  ########################  ends   counter = 4\n"), fine.all());
}

void CommandLineTest::whatIsWrittenToAClosedStreamIsNoSuccess() {
    for (const char* closed : {">&-", "<&- >&-"}) {
        const Called called =
            call("/bin/sh", {"-c", "exec \"$0\" lessons " + QString(closed), builtProgram("bin/heddle")});
        QVERIFY2(called.exitCode == 1, called.all());
        QVERIFY2(called.sentences() == 1, called.all());
    }
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "CommandLineTest.moc"
