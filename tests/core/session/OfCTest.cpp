// SPDX-License-Identifier: MIT
#include "tests/core/session/Scene.h"

#include <QtTest>

using namespace heddle;
using namespace heddle::test;

namespace {

Scene ofC(const std::string& scene, Held held) {
    RunRequest request = requestFor(scene, held);
    std::string& program = request.command.front();
    program.replace(program.rfind('/') + 1, std::string::npos, "TestOfC");
    return play(std::move(request));
}

}  // namespace

class OfCTest : public QObject {
    Q_OBJECT

private slots:
    void aProgramOfAnotherLanguageIsRecordedLikeAnyOther() {
        const Scene scene = ofC("queue", Held::no);
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
                                                "queue.get done seven", "custom failed cache.lookup",
                                                "custom done cache.lookup: found"};
        QCOMPARE(told, expected);
        QVERIFY(!sent.isNone());
        QCOMPARE(received, sent);
    }

    void whatGoesAgainstTheModelIsToldWhereItHappened() {
        const Scene scene = ofC("diverge", Held::roundRobin);
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

    void whoeverWaitsIsTriedAgainOnlyWhenItsObjectWasTouched() {
        for (const Held held : {Held::roundRobin, Held::random}) {
            const Scene scene = ofC("gate", held);
            QCOMPARE(scene.facts.ending, Ending::finished);
            QVERIFY2(scene.whatIsWrong().empty(), scene.whatIsWrong().c_str());
            QCOMPARE(scene.count("main/waiter custom main/gate done"), 1);
            QVERIFY(scene.count("main/waiter custom main/gate waits") <= 2);
        }
    }
};

QTEST_GUILESS_MAIN(OfCTest)
#include "OfCTest.moc"
