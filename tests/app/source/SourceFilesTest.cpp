// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the files that a trace names are read.
#include "app/source/SourceIndex.h"
#include "app/source/SourceShelf.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace heddle;

class SourceFilesTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    QString write(const QString& name, const QByteArray& bytes) {
        const QString path = m_folder.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
    }

private slots:
    void aNameWithoutARootIsLookedForInTheFolders() {
        write("lessons/queues/program.cpp", "int main() {}\n");
        const SourceText text = readSource("queues/program.cpp", {"/none", m_folder.filePath("lessons")});
        QVERIFY(text.isThere);
        QCOMPARE(text.text, "int main() {}\n");
        QCOMPARE(text.objection, "");
    }
    void aFileThatIsNotHereIsSaidToBeSo() {
        const SourceText text = readSource("queues/program.cpp", {m_folder.filePath("other")});
        QVERIFY(!text.isThere);
        QCOMPARE(text.objection,
                 "queues/program.cpp is not on this computer: these are the lines that the run tells of.");
    }
    void onlyWhatEndsAsASourceIsRead() {
        const QString secret = write("id_rsa", "secret\n");
        QVERIFY(!readSource(secret, {}).isThere);
        QVERIFY(QFile::link(secret, m_folder.filePath("link.cpp")));
        QVERIFY(!readSource(m_folder.filePath("link.cpp"), {}).isThere);
    }
    void aNameDoesNotLeadOutOfItsFolder() {
        write("outside.cpp", "int x;\n");
        write("inside/program.cpp", "int y;\n");
        QVERIFY(!readSource("../outside.cpp", {m_folder.filePath("inside")}).isThere);
        QVERIFY(readSource("program.cpp", {m_folder.filePath("inside")}).isThere);
    }
    void aPipeIsNotWaitedAt() {
        const QString path = m_folder.filePath("pipe.cpp");
        QCOMPARE(::mkfifo(path.toLocal8Bit().constData(), 0600), 0);
        QVERIFY(!readSource(path, {}).isThere);
    }
    void whatIsNoTextIsNotShown() {
        QVERIFY(!readSource(write("binary.cpp", QByteArray("a\0b", 3)), {}).isThere);
        QVERIFY(!readSource(write("large.cpp", QByteArray(5'000'000, 'a')), {}).isThere);
    }
    void aFileThatIsYoungerThanTheRunIsShownAndSaidToBe() {
        const QString path = write("new.cpp", "int z;\n");
        const SourceText text = readSource(path, {}, QDateTime::currentDateTime().addDays(-1));
        QVERIFY(text.isThere);
        QVERIFY(text.objection.contains("was written after this run"));
        QCOMPARE(readSource(path, {}, QDateTime::currentDateTime().addDays(1)).objection, "");
    }

    void linesAreKnownByTheirFileAsTheyAreToldOf() {
        Names names;
        SourceIndex index({"b.cpp"});
        names.add(SiteInfo{{1}, "a.cpp", 7, "f"});
        QVERIFY(index.catchUp(names));
        QVERIFY(!index.catchUp(names));
        names.add(SiteInfo{{2}, "b.cpp", 7, "g"});
        names.add(SiteInfo{{3}, "b.cpp", 7, "g<int>"});
        names.add(SiteInfo{{4}, "b.cpp", 0, "nowhere"});
        QVERIFY(index.catchUp(names));
        QCOMPARE(index.files(), QStringList({"b.cpp", "a.cpp"}));
        QVERIFY(index.placeOf(SiteId{1}) == SourcePlace({1, 7}));
        QCOMPARE(index.sitesAt({0, 7}).size(), std::size_t(2));
        QVERIFY(!index.placeOf(SiteId{4}));
        QVERIFY(index.sitesAt({5, 7}).empty());
    }
};

QTEST_GUILESS_MAIN(SourceFilesTest)
#include "SourceFilesTest.moc"
