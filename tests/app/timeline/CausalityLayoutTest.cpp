// SPDX-License-Identifier: GPL-3.0-or-later
// What happened before an event, after it, and in no order with it, as the lanes show it.
#include "app/timeline/CausalBounds.h"
#include "core/world/Causality.h"
#include "tests/app/timeline/StagedScene.h"
#include "tests/support/TraceText.h"

#include <QTest>

#include <cmath>

using namespace heddle;

namespace {

// Steps from 1: main 1, 3, 4; a 2, 5, 6; b 7.
const char* const handOver =
    "main does one; a does one; main puts 8 in q; main does two; a gets 8 from q; a does two; b does one";

struct Asked {
    std::shared_ptr<Trace> trace;
    StagedScene stage;
    std::shared_ptr<Causality> causality;

    explicit Asked(const char* text) : trace(traceFrom(text)), stage(trace) {
        stage.scene.showRange(0, static_cast<double>(trace->steps()));
    }
    void ask(std::int64_t step, std::size_t atMost = Causality::never) {
        causality = std::make_shared<Causality>(trace, trace->indexOfStep(step));
        causality->read(std::min(atMost, trace->size()));
        stage.scene.setCausality(causality);
    }
    // Of steps, each rounded: "0-3" for each that is such.
    template <class IsIt, class RangeOf>
    QStringList rangesOf(IsIt isIt, RangeOf rangeOf) {
        Picture picture;
        layCausality(picture, stage.scope());
        QStringList ranges;
        const auto step = [&](double px) { return std::lround(stage.scope().axis.positionAt(px)); };
        for (const PictureItem& item : picture.items)
            if (isIt(item)) {
                const auto [from, to] = rangeOf(item);
                ranges << QString("%1-%2").arg(step(from)).arg(step(to));
            }
        return ranges;
    }
    QStringList lines(bool areDashed) {
        return rangesOf(
            [&](const PictureItem& item) {
                const auto* line = std::get_if<PictureLine>(&item);
                return line && line->isDashed == areDashed;
            },
            [](const PictureItem& item) {
                const auto& line = std::get<PictureLine>(item);
                return std::pair(line.from.x(), line.to.x());
            });
    }
    QStringList veils() {
        return rangesOf([](const PictureItem& item) { return std::holds_alternative<PictureFill>(item); },
                        [](const PictureItem& item) {
                            const QRectF& rect = std::get<PictureFill>(item).rect;
                            return std::pair(rect.left(), rect.right());
                        });
    }
    QStringList words() {
        QStringList all;
        for (const PictureItem& item : stage.scene.still().items)
            if (const auto* text = std::get_if<PictureText>(&item))
                all << text->text;
        return all;
    }
};

}  // namespace

class CausalityLayoutTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsBeforeAndAfterIsUnderlined() {
        Asked asked(handOver);
        asked.ask(3);  // main's put
        QCOMPARE(asked.lines(false), QStringList({"0-1"}));
        QCOMPARE(asked.lines(true), QStringList({"3-4", "4-6"}));
        asked.ask(5);  // a's get
        QCOMPARE(asked.lines(false), QStringList({"0-3", "1-2"}));
        QCOMPARE(asked.lines(true), QStringList({"5-6"}));
    }

    void whatIsInNoOrderWithItFades() {
        Asked asked(handOver);
        asked.ask(3);
        QCOMPARE(asked.veils(), QStringList({"1-4", "6-7"}));  // of a until it gets, and of b
        asked.ask(5);
        QCOMPARE(asked.veils(), QStringList({"3-4", "6-7"}));
    }

    void whatFadesCanBeRead() {
        Asked asked(handOver);
        asked.ask(3);
        Picture picture;
        layCausality(picture, asked.stage.scope());
        double veil = 0;
        for (const PictureItem& item : picture.items)
            if (const auto* fill = std::get_if<PictureFill>(&item);
                fill && fill->tone == Tone::surface && fill->opacity < 1)
                veil = std::max(veil, fill->opacity);
        QVERIFY(veil > 0);
        for (const Theme& theme : {Theme::light(), Theme::dark(), Theme::highContrast()}) {
            const auto behind = [&](const QColor& of) {
                const QColor over = theme.color(Tone::surface);
                const auto mixed = [&](int one, int other) {
                    return static_cast<int>(one * (1 - veil) + other * veil);
                };
                return QColor(mixed(of.red(), over.red()), mixed(of.green(), over.green()),
                              mixed(of.blue(), over.blue()));
            };
            for (const Tone state : {Tone::running, Tone::waitsMessage, Tone::waitsLock, Tone::held,
                                     Tone::idle, Tone::system, Tone::died}) {
                const QColor bar = theme.color(state);
                QVERIFY2(contrast(behind(theme.textOn(bar)), behind(bar)) >= 3, qPrintable(bar.name()));
            }
        }
    }

    void aWaitThatBeginsBehindItIsAfterItFromItsBeginning() {
        Asked asked("main does one; main starts a; a begins; a waits to get from q; main puts 8 in q; a gets "
                    "8 from q");
        asked.ask(2);  // the start
        QVERIFY2(asked.veils().isEmpty(), qPrintable(asked.veils().join(' ')));
    }

    void theLegendCounts() {
        Asked asked(handOver);
        QVERIFY(asked.words().contains("done"));
        asked.ask(3);
        const QStringList words = asked.words();
        QVERIFY2(words.contains("1 before it") && words.contains("2 in either order") &&
                     words.contains("3 after it") && !words.contains("done"),
                 qPrintable(words.join('|')));
        asked.stage.scene.setCausality(nullptr);
        QVERIFY(asked.words().contains("done"));
        QVERIFY(asked.veils().isEmpty());
    }

    void whatIsNotReadYetIsNotTold() {
        Asked asked(handOver);
        asked.ask(5, 2);
        QVERIFY(asked.veils().isEmpty());
        QVERIFY2(asked.words().contains("28 % read"), qPrintable(asked.words().join('|')));
    }
};

QTEST_MAIN(CausalityLayoutTest)
#include "CausalityLayoutTest.moc"
