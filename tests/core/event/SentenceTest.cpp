// SPDX-License-Identifier: MIT
#include "core/event/Sentence.h"

#include "core/event/ShownText.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace heddle;

namespace {

Event eventOf(Op op, Phase phase = Phase::done, Outcome outcome = Outcome::ok, std::int64_t value = 0,
              std::uint8_t flags = 0) {
    Event event;
    event.op = op;
    event.phase = phase;
    event.outcome = outcome;
    event.value = value;
    event.flags = flags;
    event.object = {1};
    return event;
}

SentenceWords wordsOf(const char* what = "", const char* other = "") {
    SentenceWords words;
    words.worker = "w";
    words.object = "o";
    words.other = other;
    words.what = what;
    return words;
}

QString said(const Event& event, const char* what = "", const char* other = "") {
    return QString::fromStdString(inEnglish(sentenceOf(event, wordsOf(what, other))));
}

template <class Enum>
std::vector<Enum> all(std::size_t count) {
    std::vector<Enum> values;
    for (std::size_t i = 0; i < count; ++i)
        values.push_back(static_cast<Enum>(i));
    return values;
}

}  // namespace

class SentenceTest : public QObject {
    Q_OBJECT

private slots:
    void anEventIsSaidAsPeopleWouldSayIt();
    void aFailureSaysWhy();
    void whoIsAboutToAskAManagerHasNotToldWhat();
    void ofWhatIsNoNumberNobodyKnowsBefore();
    void everyEventHasASentenceWithoutGaps();
    void everyPatternThatIsUsedIsListedForTranslators();
    void aTranslationMayOrderItsWordsAsItLikes();
    void paddingIsNotTold();
    void whatCannotBeShownIsEscaped();
    void utf8IsToldFromOtherBytes();
};

void SentenceTest::anEventIsSaidAsPeopleWouldSayIt() {
    QCOMPARE(said(eventOf(Op::queuePut, Phase::done, Outcome::ok, 11)), "w puts 11 into o");
    QCOMPARE(said(eventOf(Op::queueGet), "8", "main"), "w takes 8 from o; it was put by main");
    QCOMPARE(said(eventOf(Op::queueGet), "8"), "w takes 8 from o");
    QCOMPARE(said(eventOf(Op::queueGet, Phase::done, Outcome::ok, 0, Event::isSentinel), "", "main"),
             "w takes a sentinel from o; it was put by main");
    QCOMPARE(said(eventOf(Op::queueGet, Phase::waits)), "w waits: o is empty");
    QCOMPARE(said(eventOf(Op::pipeSend, Phase::done, Outcome::ok, 17)), "w sends 17 bytes on o");
    QCOMPARE(said(eventOf(Op::pipeSend, Phase::done, Outcome::ok, 5), "hello"), "w sends \"hello\" on o");
    QCOMPARE(said(eventOf(Op::print), "Worker: 1\n"), "w prints \"Worker: 1\\n\"");
    QCOMPARE(said(eventOf(Op::processEnd, Phase::done, Outcome::ok, 3)), "w ends with exit code 3");
    QCOMPARE(said(eventOf(Op::processJoin, Phase::done, Outcome::ok, 139, Event::isBySignal)),
             "w joins process o, which was killed by SIGSEGV");
    QCOMPARE(said(eventOf(Op::processJoin, Phase::done, Outcome::ok, 139)),
             "w joins process o, which ended with exit code 139");
    QCOMPARE(said(eventOf(Op::conditionNotify, Phase::done, Outcome::ok, 0)),
             "w notifies o, where nobody waits: it is lost");
    QCOMPARE(said(eventOf(Op::conditionNotify, Phase::done, Outcome::ok, 1)),
             "w notifies one worker that waits on o");
    QCOMPARE(said(eventOf(Op::conditionNotify, Phase::done, Outcome::ok, 3)),
             "w notifies 3 workers that wait on o");
    QCOMPARE(said(eventOf(Op::sleep), "1.5 ms"), "w has slept for 1.5 ms");
    QCOMPARE(said(eventOf(Op::pipePoll)), "w polls o: nothing has come");
    QCOMPARE(said(eventOf(Op::sharedStore, Phase::done, Outcome::ok, -2)), "w writes -2 to o");
    QCOMPARE(said(eventOf(Op::queuePut, Phase::done, Outcome::ok, 0, Event::textWasCut), "long"),
             QString::fromUtf8("w puts long… into o"));
}

void SentenceTest::whoIsAboutToAskAManagerHasNotToldWhat() {
    for (const Op op :
         {Op::managerMake, Op::dictSet, Op::dictGet, Op::dictRemove, Op::listAppend, Op::listGet, Op::listSet,
          Op::namespaceGet, Op::namespaceSet, Op::managedPut, Op::valueSet})
        QVERIFY2(!said(eventOf(op, Phase::called), "0").contains(u'0'),
                 qPrintable(said(eventOf(op, Phase::called), "0")));
}

void SentenceTest::ofWhatIsNoNumberNobodyKnowsBefore() {
    QCOMPARE(said(eventOf(Op::queuePut, Phase::called, Outcome::ok, 11)), "w is about to put 11 into o");
    QCOMPARE(said(eventOf(Op::queuePut, Phase::called)), "w is about to put something into o");
    QCOMPARE(said(eventOf(Op::queuePut)), "w puts 0 into o");
    QCOMPARE(said(eventOf(Op::managerMake, Phase::waits)), "w waits until o has made it");
}

void SentenceTest::aFailureSaysWhy() {
    QCOMPARE(said(eventOf(Op::pipeRecv, Phase::failed, Outcome::eof)),
             "w calls recv on o: end of file, the last writer has closed");
    QCOMPARE(said(eventOf(Op::queueGet, Phase::failed, Outcome::empty)), "w calls get on o: it is empty");
    QCOMPARE(said(eventOf(Op::queuePut, Phase::failed, Outcome::killed)),
             "w was killed in put on o; whether it was done is not known");
    QCOMPARE(said(eventOf(Op::processEnd, Phase::failed, Outcome::killed, 137)), "w was killed by SIGKILL");
    QCOMPARE(said(eventOf(Op::queuePut, Phase::failed, Outcome::killed, 0, Event::wasHeld)),
             "w was killed before put on o, which had not begun");
    QCOMPARE(said(eventOf(Op::queueGet, Phase::failed, Outcome::killed, 0, Event::isBehindOthers)),
             "w was killed while it waited in get on o");
    Event withoutObject = eventOf(Op::sleep, Phase::failed, Outcome::killed);
    withoutObject.object = {};
    QCOMPARE(said(withoutObject), "w was killed in sleep; whether it was done is not known");
    QCOMPARE(said(eventOf(Op::threadEnd, Phase::failed, Outcome::error), "uncaught exception: no"),
             "w ends by an error: uncaught exception: no");
    QCOMPARE(said(eventOf(Op::mutexRelease, Phase::failed, Outcome::invalid), "nobody holds it"),
             "w calls release on o, which is not allowed: nobody holds it");
    // It lives, and holds it: whoever was killed is another.
    QCOMPARE(said(eventOf(Op::lockAcquire, Phase::done, Outcome::killed)),
             "w acquires o, whose holder ended while it held it");
    QCOMPARE(said(eventOf(Op::lockAcquire, Phase::failed, Outcome::killed)),
             "w was killed in acquire on o; whether it was done is not known");
}

void SentenceTest::everyEventHasASentenceWithoutGaps() {
    for (const Op op : all<Op>(opCount))
        for (const Phase phase : all<Phase>(4))
            for (const Outcome outcome : all<Outcome>(11)) {
                const QString sentence = said(eventOf(op, phase, outcome), "", "");
                QVERIFY2(sentence.startsWith("w "), qPrintable(sentence));
                QVERIFY2(!sentence.contains('{') && !sentence.contains("  "), qPrintable(sentence));
            }
    QVERIFY(!said(eventOf(static_cast<Op>(200))).isEmpty());
}

void SentenceTest::everyPatternThatIsUsedIsListedForTranslators() {
    const auto patterns = sentencePatterns();
    const QSet<QByteArray> listed(patterns.begin(), patterns.end());
    for (const Op op : all<Op>(opCount))
        for (const Phase phase : all<Phase>(4))
            for (const Outcome outcome : all<Outcome>(11))
                for (const char* words : {"", "text"}) {
                    const auto sentence = sentenceOf(eventOf(op, phase, outcome, 137), wordsOf(words, words));
                    QVERIFY2(listed.contains(sentence.pattern), sentence.pattern);
                }
}

void SentenceTest::aTranslationMayOrderItsWordsAsItLikes() {
    const auto sentence = sentenceOf(eventOf(Op::queuePut), wordsOf("8"));
    QCOMPARE(filled("в {object} кладёт {what} поток {worker}", sentence.words),
             std::string("в o кладёт 8 поток w"));
    QCOMPARE(filled("{nothing} {", sentence.words), std::string("{nothing} {"));
}

void SentenceTest::paddingIsNotTold() {
    QCOMPARE(said(eventOf(Op::tcpSendAll), "no 5    "), "w sends all of \"no 5\" on o");
    QCOMPARE(said(eventOf(Op::print), "  "), "w prints \"  \"");
}

void SentenceTest::whatCannotBeShownIsEscaped() {
    QCOMPARE(shownText("a\tb\r\n"), std::string("a\\tb\\r\\n"));
    QCOMPARE(shownText(std::string("\0\x1b\xff", 3)), std::string("\\x00\\x1B\\xFF"));
    QCOMPARE(shownText("Ж…"), std::string("Ж…"));
}

void SentenceTest::utf8IsToldFromOtherBytes() {
    QCOMPARE(utf8Length("é"), std::size_t{2});
    QCOMPARE(utf8Length("\xf0\x9f\x98\x80"), std::size_t{4});
    for (const char* bad : {"\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80", "\xff"})
        QCOMPARE(utf8Length(bad), std::size_t{0});
    QCOMPARE(utf8Length(""), std::size_t{0});
}

QTEST_GUILESS_MAIN(SentenceTest)
#include "SentenceTest.moc"
