// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridge/TraceFiles.h"
#include "tests/support/ToyTrace.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace heddle;

class TraceFilesTest : public QObject {
    Q_OBJECT
private slots:
    void whatWasSavedOpensAgain();
    void aFileThatIsNoTraceIsRefusedInOneSentence();
    void destructionFinishesWhatIsBeingSaved();
};

void TraceFilesTest::whatWasSavedOpensAgain() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("a.heddle");
    TraceFiles files;
    std::shared_ptr<const Trace> again;
    connect(&files, &TraceFiles::opened, this, [&](auto trace) { again = trace; });
    const std::shared_ptr<const Trace> trace = toyTrace();
    files.save(trace, path);
    files.open(path);
    QVERIFY(files.isBusy());
    QTRY_VERIFY(again);
    QCOMPARE(again->size(), trace->size());
    QVERIFY(!files.isBusy());
}

void TraceFilesTest::aFileThatIsNoTraceIsRefusedInOneSentence() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("shopping.txt");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("milk, bread");
    file.close();
    TraceFiles files;
    QSignalSpy refused(&files, &TraceFiles::refused);
    files.open(path);
    QTRY_COMPARE(refused.size(), 1);
    QVERIFY(refused.front().front().toString().contains("shopping.txt"));
}

void TraceFilesTest::destructionFinishesWhatIsBeingSaved() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("a.heddle");
    {
        TraceFiles files;
        files.save(toyTrace(), path);
    }
    QVERIFY(QFile::exists(path));
}

QTEST_GUILESS_MAIN(TraceFilesTest)
#include "TraceFilesTest.moc"
