// SPDX-License-Identifier: MIT
// What was noted at instants of a run is kept in its file.
#include "core/trace/Bookmark.h"
#include "core/trace/FileLayout.h"
#include "core/trace/TraceFile.h"
#include "tests/core/trace/FileBytes.h"
#include "tests/core/trace/RandomTrace.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace heddle;

class BookmarkTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    const std::vector<Bookmark> m_two{{3, "here it begins"}, {40, ""}};

    std::filesystem::path path(const char* name) const {
        return (m_folder.path() + "/" + name).toStdString();
    }
    void save(const char* name, std::size_t events, const std::vector<Bookmark>& bookmarks) {
        QVERIFY(saveTrace(randomTrace({.seed = 7, .events = events}), path(name), bookmarks));
    }

private slots:
    void whatIsSavedIsThereWhenTheFileIsOpened() {
        save("a.heddle", 50, m_two);
        const auto opened = openNotedTrace(path("a.heddle"));
        QVERIFY(opened.has_value());
        QCOMPARE(opened->bookmarks, m_two);
        QVERIFY(opened->trace->facts().warnings.empty());
    }

    void theyComeInTheOrderOfTheRun() {
        save("order.heddle", 50, {{40, "late"}, {3, "early"}});
        QCOMPARE(openNotedTrace(path("order.heddle"))->bookmarks.front().note, std::string("early"));
    }

    void aFileWithoutAnyIsAsItWasBefore() {
        save("none.heddle", 50, {});
        QVERIFY(openNotedTrace(path("none.heddle"))->bookmarks.empty());
        for (const PartPlace& part : partsOf(bytesOf(path("none.heddle"))))
            QVERIFY(part.header.type != PartType::bookmarks);
    }

    void theySurviveThatAFileIsRecovered() {
        save("whole.heddle", 9000, m_two);
        std::string bytes = bytesOf(path("whole.heddle"));
        bytes[bytes.size() - sizeof(FileTrailer) - 2] ^= 1;  // its index
        writeBytes(path("broken.heddle"), bytes);
        const auto recovered = recoverTrace(path("broken.heddle"));
        QVERIFY(recovered.has_value());
        QCOMPARE(recovered->bookmarks, m_two);
        QVERIFY(saveTrace(recovered->trace, path("good.heddle"), recovered->bookmarks));
        QCOMPARE(openNotedTrace(path("good.heddle"))->bookmarks, m_two);
    }

    // Its chunks but the first are closed up behind what is missing.
    void theyStayAtTheirEventsWhereOthersAreMissing() {
        save("long.heddle", 3 * 4096, {{10, "lost"}, {5000, "kept"}});
        std::string bytes = bytesOf(path("long.heddle"));
        const auto before = openTrace(path("long.heddle"));
        for (const PartPlace& part : partsOf(bytes))
            if (part.header.type == PartType::events && part.header.first == 0)
                bytes[part.offset + sizeof(PartHeader) + 10] ^= 1;
        writeBytes(path("gap.heddle"), bytes);
        const auto opened = recoverTrace(path("gap.heddle"));
        QVERIFY(opened.has_value());
        QCOMPARE(opened->bookmarks, (std::vector<Bookmark>{{5000 - 4096, "kept"}}));
        QCOMPARE(opened->trace->event(5000 - 4096).end, (*before)->event(5000).end);
        QVERIFY(std::ranges::any_of(opened->losses, [](const std::string& loss) {
            return loss == "the event of a bookmark is missing; its note is \"lost\"";
        }));
    }

    void damagedBytesAreNotBelieved() {
        ByteWriter whole;
        encode(m_two[0], whole);
        encode(m_two[1], whole);
        for (std::size_t cut = 1; cut < whole.size(); ++cut) {
            std::vector<Bookmark> taken;
            const bool isWhole = decodeBookmarks(whole.bytes().first(cut), taken);
            QVERIFY(!isWhole || taken.size() == 1);
        }
    }
};

QTEST_MAIN(BookmarkTest)
#include "BookmarkTest.moc"
