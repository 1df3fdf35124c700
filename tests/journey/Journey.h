// SPDX-License-Identifier: MIT
// The built program `heddle`, called as a user calls it, and what it left on disk. Thread: the test's own.
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <memory>

class QProcess;
class QRegularExpression;

namespace heddle::test {

struct Called {
    int exitCode = -1;  // -1: it did not end by itself
    QByteArray out, err;

    QByteArray all() const {
        return "exit " + QByteArray::number(exitCode) + "\n" + out + err;
    }                       // for a failure's text
    int sentences() const;  // lines on stderr
};

QString builtProgram(const QString& path);  // below the build folder: "bin/heddle", "tests/JourneyProgram"

// `input`: what is typed, and then the end of it.
Called callHeddle(const QStringList& arguments, const QByteArray& input = {});
Called call(const QString& program, const QStringList& arguments, const QByteArray& input = {});

// Whether a program comes to print it; `out` is all that it has printed.
bool comes(const QRegularExpression& what, QProcess& program, QByteArray& out);

// Kills whose pid `what` captures in `out`. False: there is none; number 0 would be whoever runs the tests.
bool killTold(const QRegularExpression& what, const QByteArray& out);

// A recorded run and what `heddle info` and `heddle events` tell of it. Thread: the test's own.
class Recorded {
public:
    static Recorded run(const QStringList& arguments);  // heddle run ARGUMENTS -o FILE
    static Recorded record(const QStringList& options,
                           const QStringList& program);  // heddle record … -o FILE -- PROGRAM

    static Recorded open(const QString& file);  // one that is there already

    const Called& called() const { return m_called; }
    bool isWhole() const;  // the file is there, nothing is lost, and what was produced is stored
    QJsonObject info() const { return m_info; }
    int operations(const char* op) const;  // program depth, done
    QJsonArray verdicts() const { return m_info["verdicts"].toArray(); }
    QList<QJsonObject> events(const QString& filter = {}) const;
    QStringList story() const;  // a line an event: worker, operation, object, phase, outcome, value; no times
    QString file() const { return m_file; }

private:
    Recorded() = default;
    static Recorded call(const QStringList& words, const QStringList& program);
    std::shared_ptr<QTemporaryDir> m_folder =
        std::make_shared<QTemporaryDir>();  // shared: copies are looks at one file
    QString m_file = m_folder->filePath("run.heddle");
    Called m_called;
    QJsonObject m_info;
};

}  // namespace heddle::test
