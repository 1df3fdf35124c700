// SPDX-License-Identifier: MIT
#include "tests/core/session/Scene.h"

#include <QtTest>

using namespace heddle;
using namespace heddle::test;

class OfCTest : public QObject {
    Q_OBJECT

private slots:
    void aProgramOfAnotherLanguageIsRecordedLikeAnyOther() {
        RunRequest request = requestFor("", Held::no, 0);
        request.command.front().replace(request.command.front().rfind('/'), std::string::npos, "/TestOfC");
        request.command.resize(1);
        const Scene scene = play(std::move(request));
        QCOMPARE(scene.facts.ending, Ending::finished);
        QCOMPARE(scene.output, std::string("1\n"));
        std::vector<std::string> told;
        MessageId sent, received;
        for (std::size_t i = 0; i < scene.trace->size(); ++i) {
            const Event event = scene.trace->event(i);
            if (event.depth != Depth::program || event.op == Op::processEnd)
                continue;
            told.push_back(std::string(nameOf(event.op)) + " " + std::string(nameOf(event.phase)) + " " +
                           scene.trace->text(i));
            (event.op == Op::queuePut ? sent : received) = event.message.isNone() ? received : event.message;
        }
        const std::vector<std::string> expected{"queue.put done seven", "queue.get waits ",
                                                "queue.get done seven", "custom failed cache.lookup"};
        QCOMPARE(told, expected);
        QVERIFY(!sent.isNone());
        QCOMPARE(received, sent);
    }

    void whatGoesAgainstTheModelIsToldWhereItHappened() {
        RunRequest request = requestFor("", Held::roundRobin, 0);
        request.command.front().replace(request.command.front().rfind('/'), std::string::npos, "/TestOfC");
        request.command.back() = "diverge";
        const Scene scene = play(std::move(request));
        QCOMPARE(scene.facts.ending, Ending::finished);
        std::vector<std::string> told;
        for (std::size_t i = 0; i < scene.trace->size(); ++i) {
            const Event event = scene.trace->event(i);
            const bool isDivergence = event.op == Op::divergence;
            if (!isDivergence && event.op != Op::queueGet)
                continue;
            told.push_back(std::string(nameOf(event.op)) + " " + std::string(nameOf(event.phase)));
            if (isDivergence) {
                QCOMPARE(event.flags, Event::madeByCollector);
                QCOMPARE(event.object, scene.trace->event(i - 1).object);
                QCOMPARE(event.parent, scene.trace->event(i - 1).operation);
            }
        }
        const std::vector<std::string> expected{"queue.get called", "queue.get waits", "queue.get waits",
                                                "divergence done", "queue.get done"};
        QCOMPARE(told, expected);
        QCOMPARE(scene.whatIsWrong(), std::string("the model and the try disagreed 1 times"));
        QCOMPARE(scene.status.produced, scene.status.stored);
    }
};

QTEST_GUILESS_MAIN(OfCTest)
#include "OfCTest.moc"
