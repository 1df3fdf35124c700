// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/film/PictureFile.h"

#include "tests/support/ToyTrace.h"
#include "tests/support/TraceBuilder.h"
#include "tests/support/TraceText.h"

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace heddle;

class PictureFileTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path m_path = m_folder.filePath(QStringLiteral("timeline.png")).toStdString();
    static QString qt(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }
    // Empty when it refuses what it is given.
    static QByteArray outputOf(const QString& program, const QStringList& words) {
        QProcess process;
        process.start(program, words);
        if (!process.waitForStarted())
            qFatal("%s is not there", qPrintable(program));
        process.waitForFinished(30000);
        return process.exitCode() == 0 ? process.readAllStandardOutput() : QByteArray();
    }
    QImage image() const { return QImage(QString::fromStdString(m_path.string())); }

private slots:
    void aTraceBecomesAPictureAsHighAsItsLanes() {
        ToyRun few, many;
        many.workers = 30;
        QVERIFY(writePicture(toyTrace(few), m_path, {}).has_value());
        const QImage small = image();
        QCOMPARE(small.width(), 1600);
        QVERIFY(writePicture(toyTrace(many), m_path, {}).has_value());
        QVERIFY(image().height() > small.height() + 20 * Theme::light().size(Measure::lanePitch));
    }

    void scaleMultipliesThePixels() {
        PictureOptions options;
        options.drawing.widthPx = 800;
        options.drawing.heightPx = 400;
        options.scale = 2;
        options.drawing.theme = Theme::dark();
        options.drawing.axis = Axis::realTime;
        QVERIFY(writePicture(toyTrace(), m_path, options).has_value());
        QCOMPARE(image().size(), QSize(1600, 800));
        QCOMPARE(image().pixelColor(2, 2), Theme::dark().color(Tone::surface));
    }

    void aRangeShowsOtherPixelsThanTheWhole() {
        QVERIFY(writePicture(toyTrace(), m_path, {}).has_value());
        const QImage whole = image();
        PictureOptions options;
        options.drawing.from = 10;
        options.drawing.to = 20;
        options.at = 15.5;
        QVERIFY(writePicture(toyTrace(), m_path, options).has_value());
        QVERIFY(image() != whole);
    }

    void whatIsDeeperIsDrawnWhereItIsAskedFor() {
        TraceBuilder builder;
        const WorkerId main = builder.addWorker("main", WorkerKind::process);
        builder.addWorker("main/feeder", WorkerKind::thread, main, Depth::library);
        const ObjectId queue = builder.addObject(ObjectKind::queue, "main/jobs", main);
        builder.open({.worker = main, .op = Op::queuePut, .object = queue});
        builder.tell({.worker = main, .op = Op::roomAcquire, .object = queue, .depth = Depth::library});
        builder.tell({.worker = main, .op = Op::queuePut, .object = queue, .message = builder.newMessage()});
        const std::filesystem::path svg = m_folder.filePath("deep.svg").toStdString();
        for (const Shown shown : {Shown::timeline, Shown::stage})
            for (const Depth depth : {Depth::program, Depth::library}) {
                PictureOptions options;
                options.form = PictureForm::svg;
                options.drawing.shown = shown;
                options.drawing.depth = depth;
                QVERIFY(writePicture(builder.result(), svg, options));
                const QString drawing = QString::fromUtf8(
                    outputOf("xmllint", {"--nonet", "--xpath", "//*[local-name()='text']/text()", qt(svg)}));
                QVERIFY2(drawing.contains(shown == Shown::timeline ? "acquire" : "feeder") ==
                             (depth == Depth::library),
                         qPrintable(drawing));
            }
    }

    void anEmptyTraceIsAPictureToo() {
        QVERIFY(writePicture(std::make_shared<Trace>(), m_path, {}).has_value());
    }

    void whatCanOnlyBeClickedIsInNoPicture() {
        PictureOptions options;
        options.form = PictureForm::svg;
        const std::filesystem::path svg = m_folder.filePath("bare.svg").toStdString();
        const auto two = traceFrom("main forks child; child begins; main prints; child prints");
        QVERIFY(writePicture(two, svg, options).has_value());
        const QString drawing = QString::fromUtf8(
            outputOf("xmllint", {"--nonet", "--xpath", "//*[local-name()='text']/text()", qt(svg)}));
        QVERIFY(drawing.contains("child") && drawing.contains("steps"));
        QVERIFY2(!drawing.contains("real time") && !drawing.contains(QChar(0x25BE)), qPrintable(drawing));
    }

    // Both are read by tools that know nothing of Qt, which find the names of the lanes in them, as text.
    void textStaysTextInADrawingAndOnAPage() {
        PictureOptions options;
        options.form = PictureForm::svg;
        const std::filesystem::path svg = m_folder.filePath("a.svg").toStdString();
        const std::filesystem::path pdf = m_folder.filePath("a.pdf").toStdString();
        QVERIFY(writePicture(toyTrace(), svg, options).has_value());
        options.form = PictureForm::pdf;
        QVERIFY(writePicture(toyTrace(), pdf, options).has_value());
        const QByteArray drawing =
            outputOf("xmllint", {"--nonet", "--xpath", "//*[local-name()='text']/text()", qt(svg)});
        const QByteArray page = outputOf("pdftotext", {"-layout", qt(pdf), "-"});
        for (const char* name : {"worker-0", "worker-4", "jobs"}) {
            QVERIFY2(drawing.contains(name), name);
            QVERIFY2(page.contains(name), name);
        }
        QVERIFY(outputOf("pdfinfo", {qt(pdf)}).contains("Pages:           1"));
        QVERIFY(outputOf("pdfinfo", {qt(pdf)}).contains("Page size:       1200 x"));  // 1600 / 96 * 72 points
    }

    void theReadersRefuseDrawingsThatAreCut() {
        for (const auto& [form, reader] :
             {std::pair(PictureForm::svg, "xmllint"), std::pair(PictureForm::pdf, "pdftotext")}) {
            PictureOptions options;
            options.form = form;
            QVERIFY(writePicture(toyTrace(), m_path, options).has_value());
            QFile file(qt(m_path));
            QVERIFY(file.resize(file.size() / 3));
            QVERIFY(outputOf(reader, {qt(m_path)}).isEmpty());
        }
    }

    void namesOfAnyKindMakeAValidDrawing() {
        TraceBuilder builder;
        const WorkerId main = builder.addWorker("<svg onload=\"x\"> & ]]> \x01\xff", WorkerKind::process);
        const ObjectId queue = builder.addObject(ObjectKind::queue, "main/<!-- '\"&lt;", main);
        builder.tell({.worker = main,
                      .op = Op::queuePut,
                      .object = queue,
                      .message = builder.newMessage(),
                      .text = "</text>&"});
        PictureOptions options;
        options.form = PictureForm::svg;
        QVERIFY(writePicture(builder.result(), m_path, options).has_value());
        QVERIFY(!outputOf("xmllint", {"--nonet", qt(m_path)}).isEmpty());
    }

    void anOldPictureIsReplacedWholeOrNotAtAll() {
        QVERIFY(writePicture(toyTrace(), m_path, {}).has_value());
        const QImage old = image();
        PictureOptions tiny;
        tiny.drawing.widthPx = 3;
        QVERIFY(!writePicture(toyTrace(), m_path, tiny).has_value());
        QVERIFY(image() == old);
        QVERIFY(!writePicture(toyTrace(), "/dev/full", {}).has_value());
    }

    void whatMakesNoPictureIsRefusedInOneSentence() {
        PictureOptions tiny, huge, nothing;
        tiny.drawing.widthPx = 3;
        huge.scale = 1000;
        nothing.drawing.from = 20;
        nothing.drawing.to = 10;
        for (const PictureOptions& options : {tiny, huge, nothing}) {
            const auto result = writePicture(toyTrace(), m_path, options);
            QVERIFY(!result.has_value());
            QVERIFY(result.error().sentence.find("draw the run: ") == 0);
        }
        const auto unwritable = writePicture(toyTrace(), "/nowhere/at/all.png", {});
        QVERIFY(!unwritable.has_value() &&
                unwritable.error().sentence.find("/nowhere/at/all.png") != std::string::npos);
    }
};

QTEST_MAIN(PictureFileTest)
#include "PictureFileTest.moc"
