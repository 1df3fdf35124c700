// SPDX-License-Identifier: MIT
#include "tests/journey/Journey.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>
#include <csignal>

namespace heddle::test {
namespace {

constexpr int patienceMs = 120000;

}  // namespace

int Called::sentences() const {
    return static_cast<int>(err.trimmed().isEmpty() ? 0 : err.trimmed().count('\n') + 1);
}

QString builtProgram(const QString& path) {
    return qEnvironmentVariable("HEDDLE_BUILD") + "/" + path;
}

Called call(const QString& program, const QStringList& arguments, const QByteArray& input) {
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    Called called;
    if (!process.waitForFinished(patienceMs)) {
        process.kill();
        process.waitForFinished();
    } else if (process.exitStatus() == QProcess::NormalExit) {
        called.exitCode = process.exitCode();
    }
    called.out = process.readAllStandardOutput();
    called.err = process.readAllStandardError();
    return called;
}

Called callHeddle(const QStringList& arguments, const QByteArray& input) {
    return call(builtProgram("bin/heddle"), arguments, input);
}

Recorded Recorded::open(const QString& file) {
    Recorded recorded;
    recorded.m_file = file;
    recorded.m_info = QJsonDocument::fromJson(callHeddle({"info", file, "--json"}).out).object();
    return recorded;
}

Recorded Recorded::call(const QStringList& words, const QStringList& program) {
    Recorded recorded;
    QStringList arguments = words + QStringList{"-o", recorded.file()};
    if (!program.isEmpty())
        arguments += QStringList{"--"} + program;
    recorded.m_called = callHeddle(arguments);
    recorded.m_info = QJsonDocument::fromJson(callHeddle({"info", recorded.file(), "--json"}).out).object();
    return recorded;
}

Recorded Recorded::run(const QStringList& arguments) {
    return call(QStringList{"run"} + arguments, {});
}

Recorded Recorded::record(const QStringList& options, const QStringList& program) {
    return call(QStringList{"record"} + options, program);
}

bool Recorded::isWhole() const {
    const int stored = m_info["events"].toInt(-1), produced = m_info["produced"].toInt();
    // What a killed worker could not tell is told in its place, and was not produced by it.
    const bool addsUp = m_info["ending"] == "finished" ? stored == produced : stored >= produced;
    return addsUp && produced > 0 && m_info["lost"].toInt(-1) == 0;
}

int Recorded::operations(const char* op) const {
    return m_info["operations"].toObject()[QLatin1String(op)].toInt();
}

QList<QJsonObject> Recorded::events(const QString& filter) const {
    QStringList arguments{"events", file(), "--json"};
    if (!filter.isEmpty())
        arguments << "--filter" << filter;
    QList<QJsonObject> events;
    for (const QByteArray& line : callHeddle(arguments).out.split('\n'))
        if (!line.isEmpty())
            events << QJsonDocument::fromJson(line).object();
    return events;
}

QStringList Recorded::story() const {
    QStringList lines;
    for (const QJsonObject& event : events())
        lines << QStringList{event["worker"].toString(),  event["op"].toString(),
                             event["object"].toString(),  event["phase"].toString(),
                             event["outcome"].toString(), QString::number(event["value"].toInteger())}
                     .join(' ');
    return lines;
}

bool killTold(const QRegularExpression& what, const QByteArray& out) {
    const int pid = what.match(QString::fromUtf8(out)).captured(1).toInt();
    return pid > 1 && ::kill(pid, SIGKILL) == 0;
}

bool comes(const QRegularExpression& what, QProcess& program, QByteArray& out) {
    const auto isThere = [&] {
        out += program.readAllStandardOutput();
        return what.match(QString::fromUtf8(out)).hasMatch();
    };
    return QTest::qWaitFor(isThere, 20'000);
}

}  // namespace heddle::test
