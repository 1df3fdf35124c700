// SPDX-License-Identifier: MIT
// One seed, one run: the same operations with the same outcomes, whatever else the machine does.
#include <QTest>

#include "tests/journey/Journey.h"

#include <QProcess>
#include <thread>

using namespace heddle::test;

class HeldRunTest : public QObject {
    Q_OBJECT
private slots:
    void oneSeedIsOneRun_data();
    void oneSeedIsOneRun();
    void seedsDiffer();
    void exactlyOneWorkerRunsBetweenSteps();
};

namespace {

// Keeps every processor busy. Thread: one owner.
class Load {
public:
    Load() {
        for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i)
            m_threads.emplace_back([](std::stop_token stop) {
                while (!stop.stop_requested()) {
                }
            });
    }

private:
    std::vector<std::jthread> m_threads;
};

int repetitions() {
    const int asked = qEnvironmentVariableIntValue("HEDDLE_REPETITIONS");
    return asked > 0 ? asked : 3;
}

}  // namespace

void HeldRunTest::oneSeedIsOneRun_data() {
    QTest::addColumn<QStringList>("arguments");
    const auto addRow = [](const QStringList& lesson, const char* chooser) {
        QTest::addRow("%s, %s", qPrintable(lesson.join(' ')), chooser)
            << lesson + QStringList{"--step", chooser, "--seed", "11", "--timeout", "60"};
    };
    for (const QStringList& lesson :
         {QStringList{"threads"}, QStringList{"processes"}, QStringList{"queues"},
          QStringList{"queues", "workers=3", "items=12", "capacity=2"},
          QStringList{"queues", "between=processes", "workers=3", "capacity=2"}, QStringList{"managers"},
          QStringList{"everything"}, QStringList{"sockets"},
          QStringList{"sockets", "clients=3", "messages=4", "bytes=3000"}, QStringList{"pipes"},
          QStringList{"pipes", "messages=5", "duplex=true"},
          QStringList{"pipes", "messages=2", "bytes=100000"}})
        addRow(lesson, "random");
    addRow({"queues"}, "round-robin");
    addRow({"pipes"}, "round-robin");
}

// Every second run competes with others for both processors.
void HeldRunTest::oneSeedIsOneRun() {
    QFETCH(QStringList, arguments);
    const Recorded once = Recorded::run(arguments);
    QVERIFY2(once.called().exitCode == 0, once.called().all());
    const QStringList first = once.story();
    for (int i = 1; i < repetitions(); ++i) {
        const auto load = i % 2 == 1 ? std::make_unique<Load>() : nullptr;
        const Recorded again = Recorded::run(arguments);
        const QStringList other = again.story();
        for (int at = 0; at < std::min(first.size(), other.size()); ++at)
            QVERIFY2(
                first[at] == other[at],
                qPrintable(
                    QString("run %1, event %2: %3 and then %4").arg(i).arg(at).arg(first[at], other[at])));
        QVERIFY2(first.size() == other.size(), again.called().all());
    }
}

void HeldRunTest::seedsDiffer() {
    QSet<QStringList> stories;
    for (int seed = 1; seed <= 5; ++seed)
        stories << Recorded::run({"queues", "--step", "random", "--seed", QString::number(seed)}).story();
    QVERIFY(stories.size() > 1);
}

void HeldRunTest::exactlyOneWorkerRunsBetweenSteps() {
    const Recorded run = Recorded::run({"queues", "--step", "random", "--seed", "5"});
    QVERIFY(run.isWhole());
    const QJsonObject schedule = run.info()["schedule"].toObject();
    QCOMPARE(schedule["chooser"].toString(), QString("random"));
    QCOMPARE(schedule["seed"].toInt(), 5);
    QVERIFY(schedule["length"].toInt() > 70);
    // Between an operation's end and the next one's of the same worker nobody else's can lie within its time.
    qint64 lastEnd = 0;
    for (const QJsonObject& event : run.events("phase=done")) {
        if (event["depth"] != "program")
            continue;
        const qint64 end = event["endNs"].toInteger();
        QVERIFY2(end >= lastEnd, qPrintable(event["sentence"].toString()));
        lastEnd = end;
    }
}

QTEST_GUILESS_MAIN(HeldRunTest)
#include "HeldRunTest.moc"
