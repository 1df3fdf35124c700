// SPDX-License-Identifier: MIT
#include "core/trace/NewFile.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

using namespace heddle;

namespace fs = std::filesystem;

class NewFileTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder.reset(new QTemporaryDir); }

    void whoMayReadTheOlderFileMayReadTheNewOneAndNobodyElse() {
        for (const mode_t mode : {0600U, 0640U, 0444U, 0666U}) {
            const fs::path file = older(mode);
            auto grows = NewFile::create(file);
            QVERIFY(grows);
            QCOMPARE(modeOf((*grows)->growingPath()), mode_t{0600});  // nobody looks in before it is there
            write(**grows);
            QCOMPARE(modeOf(file), mode);
            QCOMPARE(bytesOf(file), std::string("new"));
        }
    }
    void aFileThatWasNotThereIsAsTheUmaskSays() {
        const mode_t before = umask(027);
        const fs::path file = path("new");
        auto grows = NewFile::create(file);
        umask(before);
        QVERIFY(grows);
        write(**grows);
        QCOMPARE(modeOf(file), mode_t{0640});
    }
    void aLinkStaysOneAndItsFileKeepsItsMode() {
        const fs::path file = older(0600), link = path("link");
        fs::create_symlink(file, link);
        auto grows = NewFile::create(link);
        QVERIFY(grows);
        write(**grows);
        QVERIFY(fs::is_symlink(link));
        QCOMPARE(modeOf(file), mode_t{0600});
        QCOMPARE(bytesOf(file), std::string("new"));
    }
    void rootLeavesAFileToItsOwner() {
        if (geteuid() != 0)
            QSKIP("only root may give a file away");
        const fs::path file = older(0640);
        QCOMPARE(chown(file.c_str(), 1234, 4321), 0);
        auto grows = NewFile::create(file);
        QVERIFY(grows);
        write(**grows);
        struct stat its {};
        QCOMPARE(stat(file.c_str(), &its), 0);
        QCOMPARE(its.st_uid, uid_t{1234});
        QCOMPARE(its.st_gid, gid_t{4321});
        QCOMPARE(modeOf(file), mode_t{0640});
    }
    void whatIsNotFinishedLeavesTheOlderFileAsItIs() {
        const fs::path file = older(0604);
        {
            auto grows = NewFile::create(file);
            QVERIFY(grows && (*grows)->append(std::as_bytes(std::span("half", 4))));
        }
        QCOMPARE(modeOf(file), mode_t{0604});
        QCOMPARE(bytesOf(file), std::string("old"));
        QCOMPARE(std::distance(fs::directory_iterator(path("")), {}), 1);
    }

private:
    fs::path path(const char* name) const { return m_folder->path().toStdString() + "/" + name; }
    fs::path older(mode_t mode) const {
        const fs::path file = path("older");
        fs::remove(file);
        std::ofstream(file) << "old";
        if (chmod(file.c_str(), mode) != 0)
            qFatal("no chmod");
        return file;
    }
    static void write(NewFile& file) {
        QVERIFY(file.append(std::as_bytes(std::span("new", 3))));
        QVERIFY(file.takePlace());
    }
    static mode_t modeOf(const fs::path& file) {
        struct stat its {};
        return stat(file.c_str(), &its) == 0 ? its.st_mode & 07777U : 0;
    }
    static std::string bytesOf(const fs::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    QScopedPointer<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(NewFileTest)
#include "NewFileTest.moc"
