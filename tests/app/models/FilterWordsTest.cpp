// SPDX-License-Identifier: GPL-3.0-or-later
// What a filter's field offers for what has been typed.
#include "app/models/FilterWords.h"
#include "core/trace/Filter.h"
#include "tests/support/ToyTrace.h"

#include <QTest>

using namespace heddle;

class FilterWordsTest : public QObject {
    Q_OBJECT
private:
    std::shared_ptr<Trace> m_trace = toyTrace({.workers = 3, .items = 3});

    FilterWords::Offer offered(const QString& typed) const {
        return FilterWords(m_trace).at(typed, typed.size());
    }
    QStringList wordsFor(const QString& typed) const { return offered(typed).words; }
    // The text once the first of them is taken.
    QString completed(QString typed) const {
        const FilterWords::Offer offer = offered(typed);
        return typed.replace(offer.from, offer.length, offer.words.value(0));
    }

private slots:
    void lettersOfAKeyBringTheKey() {
        QCOMPARE(wordsFor("wo"), QStringList("worker="));
        QCOMPARE(wordsFor("O"), QStringList({"object=", "op=", "outcome="}));
        QCOMPARE(completed("phase=done wo"), QString("phase=done worker="));
        QVERIFY(wordsFor("").isEmpty());
        QVERIFY(wordsFor("hello").isEmpty());
    }

    void aKeyIsFollowedByWhatTheTraceHas() {
        QCOMPARE(wordsFor("worker="), QStringList({"main", "worker-0", "worker-1", "worker-2"}));
        QCOMPARE(wordsFor("worker=worker-1|w"), QStringList({"worker-0", "worker-1", "worker-2"}));
        QCOMPARE(completed("worker=worker-1|m"), QString("worker=worker-1|main"));
        QCOMPARE(completed("worker!=m"), QString("worker!=main"));
        QCOMPARE(wordsFor("object=").front(), QString("jobs"));
        QVERIFY(wordsFor("worker=main").isEmpty());  // nothing is left to be typed
        QVERIFY(wordsFor("step=").isEmpty());
        QVERIFY(FilterWords(nullptr).at("worker=", 7).words.isEmpty());
    }

    void anOperationIsFoundByItsLongAndItsShortName() {
        const QStringList ofQueue = wordsFor("op=que");
        QCOMPARE(ofQueue.mid(0, 2), QStringList({"queue.put", "queue.get"}));
        const QStringList put = wordsFor("op=pu");
        QCOMPARE(put.front(), QString("put"));
        QVERIFY(put.contains("queue.put"));
        QVERIFY(wordsFor("op=").contains("acquire") && wordsFor("op=").contains("mutex.acquire"));
    }

    void namesThatRepeatAreToldByTheirPath() {
        for (const char* path : {"main/a/lock", "main/b/lock", "main/my box"}) {
            ObjectInfo info;
            info.id = ObjectId{1000U + static_cast<std::uint32_t>(m_trace->names().count())};
            info.kind = ObjectKind::mutex;
            info.path = path;
            m_trace->names().add(info);
        }
        QCOMPARE(wordsFor("object=lock"), QStringList({"main/a/lock", "main/b/lock"}));
        QCOMPARE(completed("object=\"my b"), QString("object=\"my box\""));
    }

    void aNameThatCameSinceIsOffered() {
        const auto trace = toyTrace({.workers = 3, .items = 3});
        const FilterWords words(trace);
        QVERIFY(words.at("object=late", 11).words.isEmpty());
        ObjectInfo info;
        info.id = ObjectId{1000U};
        info.kind = ObjectKind::mutex;
        info.path = "main/late-lock";
        trace->names().add(info);
        QCOMPARE(words.at("object=late", 11).words, QStringList("late-lock"));
    }

    void ofVeryManyNamesTheFirstAreOffered() {
        const auto trace = toyTrace({.workers = 3, .items = 3});
        for (std::uint32_t i = 0; i < 20'100; ++i) {
            ObjectInfo info;
            info.id = ObjectId{1000U + i};
            info.kind = ObjectKind::future;
            info.path = "main/f-" + std::to_string(i);
            trace->names().add(info);
        }
        const FilterWords words(trace);
        QCOMPARE(words.at("object=f-100", 12).words.value(1), QString("f-1000"));
        QVERIFY(words.at("object=f-2009", 13).words.isEmpty());
        QCOMPARE(words.example(), QString("object=jobs"));
    }

    void aNameThatCannotBeWrittenIsOfferedAsAPatternThatFitsIt() {
        const std::string odd = "main/\"x|y\" *z";
        ObjectInfo info;
        info.id = ObjectId{1000U};
        info.kind = ObjectKind::mutex;
        info.path = odd;
        m_trace->names().add(info);
        const QString offer = completed("object=y");
        QCOMPARE(offer, QString("object=\"*x*y* *z\""));
        const auto filter = Filter::parse(offer.toStdString());
        QVERIFY(filter);
        QCOMPARE(filter->terms().front().patterns.size(), std::size_t(1));
        QVERIFY(matchesPattern(filter->terms().front().patterns.front(), "\"x|y\" *z"));
    }

    void whatAnEventCanHaveIsOfferedToTheLast() {
        QCOMPARE(Filter::namesOf(Filter::Key::op).size(), opCount);
        QCOMPARE(wordsFor("outcome=").back(), QString("error"));
        QCOMPARE(wordsFor("phase=").back(), QString("failed"));
        QCOMPARE(wordsFor("depth=").back(), QString("system"));
    }

    void whatIsOfferedIsAFilterThatIsUnderstood() {
        for (const char* key : {"worker=", "object=", "op=", "phase=", "outcome=", "depth=", "file="})
            for (const QString& word : wordsFor(key))
                QVERIFY2(Filter::parse((QLatin1String(key) + word).toStdString()), qPrintable(word));
    }

    void theExampleFindsSomething() {
        const QString example = FilterWords(m_trace).example();
        const auto filter = Filter::parse(example.toStdString());
        QVERIFY(filter);
        Describer describer(m_trace);
        bool isFound = false;
        for (std::size_t event = 0; event < m_trace->size(); ++event)
            isFound = isFound || filter->matches(describer, event);
        QVERIFY2(isFound, qPrintable(example));
        QCOMPARE(FilterWords(nullptr).example(), QString("worker=main"));
    }
};

QTEST_GUILESS_MAIN(FilterWordsTest)
#include "FilterWordsTest.moc"
