// SPDX-License-Identifier: GPL-3.0-or-later
// File > Export in the real window: chosen by clicks, written beside it, equal to what the command writes.
#include "app/window/ExportDialog.h"
#include "core/trace/TraceFile.h"
#include "tests/app/bridge/StagedRun.h"
#include "tests/app/window/ShownWindow.h"
#include "tests/support/ToyTrace.h"

#include <QComboBox>
#include <QDateTime>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardItemModel>

#include <algorithm>

using namespace heddle;

namespace {

struct Exported {
    Stage stage;
    ShownWindow shown{[this](RunRequest request) { return stage.launch(std::move(request), toyTrace()); },
                      stagedLesson()};
    QString trace = shown.folder.filePath("run.heddle");

    explicit Exported(const std::shared_ptr<Trace>& told = toyTrace()) {
        RunFacts facts = told->facts();
        facts.lesson = "queues";
        facts.ending = Ending::finished;
        told->setFacts(facts);
        if (!saveTrace(told, trace.toStdString()))
            qFatal("no trace");
        shown.window.open(trace);
        if (!QTest::qWaitFor([this] { return shown.words("status.state") == "finished"; }))
            qFatal("not opened");
    }
    ExportDialog& dialog() { return *shown.window.findChild<ExportDialog*>(); }
    void open() {
        shown.trigger("Export…");
        QVERIFY(shown.window.findChild<ExportDialog*>());
    }
    // By the keys, as one would.
    void choose(const char* field, const QString& words) {
        auto& box = shown.part<QComboBox>(field);
        const int row = box.findText(words);
        QVERIFY2(row >= 0, qPrintable(words));
        box.setFocus();
        while (box.currentIndex() != row) {
            const int before = box.currentIndex();
            QTest::keyClick(&box, before < row ? Qt::Key_Down : Qt::Key_Up);
            QVERIFY(box.currentIndex() != before);
        }
    }
    void type(QAbstractSpinBox& box, const QString& words) {
        box.setFocus();
        box.selectAll();
        QTest::keyClicks(&box, words);
        QTest::keyClick(&box, Qt::Key_Tab);
    }
    void typeRange(const QString& words) {
        choose("export.range", "From … to …");
        auto& line = shown.part<QLineEdit>("export.rangeWords");
        line.selectAll();
        QTest::keyClicks(&line, words);
    }
    QPushButton& exportButton() { return shown.part<QPushButton>("export.export"); }
    QString objection() { return shown.words("export.objection"); }
    QString outcome() { return shown.words("export.outcome"); }
    QString estimate() { return shown.words("export.estimate"); }
    bool isWriting() { return shown.part<QProgressBar>("export.progress").isVisible(); }
    void beginWriting(const QString& path) {
        QVERIFY2(exportButton().isEnabled(), qPrintable(objection()));
        QTest::mouseClick(&exportButton(), Qt::LeftButton);
        auto* files = dialog().findChild<QFileDialog*>();
        QVERIFY(files);
        files->selectFile(path);
        auto* name = files->findChild<QLineEdit*>("fileNameEdit");
        name->setText(path);
        QTest::keyClick(name, Qt::Key_Return);
    }
    void writeTo(const QString& path) {
        beginWriting(path);
        QTRY_VERIFY_WITH_TIMEOUT(!isWriting(), 60'000);
    }
    QString path(const QString& name) { return shown.folder.filePath(name); }
    QStringList left() {  // but for the settings, which are written now and then
        QStringList names = QDir(shown.folder.path()).entryList(QDir::Files | QDir::Hidden);
        names.erase(std::remove_if(names.begin(), names.end(),
                                   [](const QString& name) { return name.startsWith("a.ini"); }),
                    names.end());
        return names;
    }
    QByteArray ofTheCommand(const QStringList& options) {
        const QString out = path("command.out");
        QProcess heddle;
        heddle.start(qEnvironmentVariable("HEDDLE_BUILD") + "/bin/heddle",
                     QStringList{"export", trace, "-o", out} + options);
        if (!heddle.waitForFinished(60'000) || heddle.exitCode() != 0)
            qFatal("%s", heddle.readAllStandardError().constData());
        return bytesOf(out);
    }
    static QByteArray bytesOf(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("there is no file");
    }
};

}  // namespace

class ExportingTest : public QObject {
    Q_OBJECT
private slots:
    void everyFormIsThere() {
        Exported s;
        s.open();
        const auto& box = s.shown.part<QComboBox>("export.format");
        for (const ExportForm& form : exportForms())
            QVERIFY2(box.findText(QString::fromStdString(std::string(form.name()))) > 0, form.name().data());
        const auto* rows = qobject_cast<QStandardItemModel*>(box.model());
        int headings = 0;
        for (int row = 0; row < box.count(); ++row)
            headings += rows->item(row)->isEnabled() ? 0 : 1;
        QCOMPARE(headings, 6);
        QCOMPARE(box.count(), headings + static_cast<int>(exportForms().size()));
    }

    void eachFormIsWrittenAsTheCommandDoes_data() {
        QTest::addColumn<QString>("form");
        QTest::addColumn<QStringList>("look");
        const QStringList light{"--theme", "light"};
        for (const char* text :
             {"chrome", "perfetto", "csv", "jsonl", "sqlite", "text", "mermaid", "dot", "dot-waits"})
            QTest::newRow(text) << text << QStringList();
        for (const char* picture : {"png", "svg"})
            QTest::newRow(picture) << picture << light;
        for (const char* film : {"gif", "apng"})
            QTest::newRow(film) << film << light + QStringList{"--speed", "20"};
        QTest::newRow("html") << "html" << QStringList{"--theme", "light", "--at", "3"};
    }
    void eachFormIsWrittenAsTheCommandDoes() {
        QFETCH(QString, form);
        QFETCH(QStringList, look);
        Exported s;
        s.open();
        s.choose("export.format", form);
        s.typeRange("1..4");
        if (s.shown.part<QComboBox>("export.theme").isVisible())
            s.choose("export.theme", "Light");
        if (look.contains("--speed"))
            s.type(s.shown.part<QDoubleSpinBox>("export.speed"), "20");
        if (form == "html")
            s.type(s.shown.part<QSpinBox>("export.at"), "3");
        s.writeTo(s.path("window.out"));
        QCOMPARE(s.outcome(), "wrote " + s.path("window.out"));
        const QByteArray written = s.bytesOf(s.path("window.out"));
        QVERIFY(written.size() > 20);
        const QByteArray command = s.ofTheCommand(QStringList{"--to", form, "--range", "1..4"} + look);
        QVERIFY(written == command);
    }

    void sizeScaleAndWhatIsShownAreHeeded() {
        Exported s;
        s.open();
        s.choose("export.format", "png");
        s.choose("export.theme", "Dark");
        s.choose("export.show", "Stage and timeline");
        s.type(s.shown.part<QSpinBox>("export.width"), "640");
        s.type(s.shown.part<QSpinBox>("export.height"), "480");
        s.type(s.shown.part<QDoubleSpinBox>("export.scale"), "1.5");
        QTRY_COMPARE(s.estimate(), QString("960 × 720 pixels"));
        s.writeTo(s.path("a.png"));
        QCOMPARE(QImage(s.path("a.png")).size(), QSize(960, 720));
        QVERIFY(s.bytesOf(s.path("a.png")) ==
                s.ofTheCommand({"--to", "png", "--theme", "dark", "--show", "both", "--size", "640x480",
                                "--scale", "1.5"}));
    }

    void aPictureCanBeOfHighContrastAndAPageCannot() {
        Exported s;
        s.open();
        const auto& theme = s.shown.part<QComboBox>("export.theme");
        s.choose("export.format", "png");
        s.choose("export.theme", "High contrast");
        s.writeTo(s.path("a.png"));
        QCOMPARE(QImage(s.path("a.png")).pixelColor(2, 2), Theme::highContrast().color(Tone::surface));
        QVERIFY(s.bytesOf(s.path("a.png")) == s.ofTheCommand({"--to", "png", "--theme", "high-contrast"}));
        s.choose("export.format", "html");
        QCOMPARE(theme.findText("High contrast"), -1);
        QCOMPARE(theme.currentText(), QString("As the reader's desktop"));
        s.choose("export.format", "png");
        QVERIFY(theme.findText("High contrast") >= 0);
    }

    void theAxisAndTheInstantAreHeeded() {
        Exported s;
        s.open();
        s.choose("export.format", "png");
        s.choose("export.theme", "Light");
        s.choose("export.axis", "Real time");
        s.type(s.shown.part<QSpinBox>("export.instant"), "12");
        s.type(s.shown.part<QSpinBox>("export.width"), "640");
        s.type(s.shown.part<QSpinBox>("export.height"), "480");
        QTRY_COMPARE(s.estimate(), QString("640 × 480 pixels"));
        s.writeTo(s.path("a.png"));
        const QByteArray written = s.bytesOf(s.path("a.png"));
        QVERIFY(written ==
                s.ofTheCommand({"--to", "png", "--size", "640x480", "--axis", "time", "--at", "12"}));
        QVERIFY(written != s.ofTheCommand({"--to", "png", "--size", "640x480", "--axis", "time"}));
        s.choose("export.axis", "Steps");
        s.typeRange("1..4");
        QTRY_VERIFY2(s.objection().contains("step 12 is not within the range"), qPrintable(s.objection()));
    }

    void onlyWhatAFormHeedsIsAsked() {
        Exported s;
        s.open();
        const auto asked = [&](const char* form) {
            s.choose("export.format", form);
            QStringList names;
            for (const char* field : {"depth", "theme", "show", "axis", "instant", "width", "scale", "speed",
                                      "fps", "at", "note", "source"})
                if (s.shown.part<QWidget>(("export." + std::string(field)).c_str()).isVisible())
                    names << field;
            return names.join(' ');
        };
        QCOMPARE(asked("png"), QString("depth theme show axis instant width scale"));
        QCOMPARE(asked("svg"), QString("depth theme show axis instant width"));
        QCOMPARE(asked("gif"), QString("depth theme show axis width scale speed fps"));
        QCOMPARE(asked("html"), QString("depth theme at note source"));
        QCOMPARE(asked("csv"), QString("depth"));
        QCOMPARE(asked("dot-waits"), QString("depth instant"));
    }

    void previewShowsThePictureAndTheFirstLines() {
        Exported s;
        s.open();
        const auto pixmap = [&] { return s.shown.part<QLabel>("export.picture").pixmap(); };
        for (const char* form : {"png", "gif", "html"}) {
            s.choose("export.format", form);
            QTRY_VERIFY(s.shown.part<QLabel>("export.picture").isVisible() && pixmap().width() > 200);
        }
        QTRY_VERIFY(s.estimate().startsWith("Stage and timeline"));  // of a page, which has more than these
        s.choose("export.format", "csv");
        const auto words = [&] { return s.shown.part<QPlainTextEdit>("export.words").toPlainText(); };
        QTRY_VERIFY(s.shown.part<QPlainTextEdit>("export.words").isVisible());
        const QByteArray all = s.ofTheCommand({"--to", "csv"}).replace("\r", "");
        QCOMPARE(words().section('\n', 0, 3), QString::fromUtf8(all).section('\n', 0, 3));
        s.choose("export.format", "sqlite");
        QTRY_VERIFY(words().contains("for programs"));
    }

    void aFilmSaysHowLongItWillBe() {
        Exported s;
        s.open();
        s.choose("export.format", "gif");
        s.type(s.shown.part<QDoubleSpinBox>("export.speed"), "10");
        QTRY_VERIFY2(s.estimate().startsWith("pictures: 61, seconds: 3"),
                     qPrintable(s.estimate()));  // 2 s, and 1 s at rest
        s.type(s.shown.part<QDoubleSpinBox>("export.speed"), "0.001");
        QTRY_VERIFY2(s.objection().contains("are the most"), qPrintable(s.objection()));
        QVERIFY(!s.exportButton().isEnabled());
    }

    void aRangeThatIsNoneIsRefusedInASentence() {
        Exported s;
        s.open();
        s.typeRange("9..2");
        QVERIFY2(s.objection().startsWith("range 9..2 is not allowed"), qPrintable(s.objection()));
        QVERIFY(!s.exportButton().isEnabled());
        s.typeRange("1..2");
        QCOMPARE(s.objection(), QString());
        QVERIFY(s.exportButton().isEnabled());
    }

    void whatIsInViewIsOneOfTheRanges() {
        Exported s;
        s.open();
        s.choose("export.range", "What is in view");
        QVERIFY(s.shown.part<QLineEdit>("export.rangeWords").text().contains(".."));
        QVERIFY(s.shown.part<QLineEdit>("export.rangeWords").isReadOnly());
        QCOMPARE(s.objection(), QString());
    }

    void whatCannotBeWrittenIsSaidAndLeavesNothing() {
        Exported s;
        s.open();
        s.choose("export.format", "csv");
        const QStringList before = s.left();
        QDir(s.shown.folder.path()).mkdir("folder");
        s.dialog().write(s.path("folder"));  // a name that is a folder's no file can take
        QTRY_VERIFY(!s.isWriting());
        QVERIFY2(s.outcome().contains("folder"), qPrintable(s.outcome()));
        QCOMPARE(s.left(), before);
        QVERIFY(QFileInfo(s.path("folder")).isDir());
    }

    void whatTheTraceDoesNotHaveIsSaid() {
        const auto told = toyTrace();
        RunFacts facts = told->facts();
        facts.warnings = {"some of it is missing", "more of it is missing"};
        told->setFacts(facts);
        Exported s(told);
        s.open();
        s.choose("export.format", "csv");
        s.writeTo(s.path("a.csv"));
        QCOMPARE(s.outcome(), "wrote " + s.path("a.csv") + "; warning: some of it is missing, and 1 more");
    }

    void theOpenTraceIsNeverWrittenOver() {
        Exported s;
        const QByteArray trace = s.bytesOf(s.trace);
        QVERIFY(QFile::link(s.trace, s.path("link.csv")));
        s.open();
        s.choose("export.format", "csv");
        for (const QString& path : {s.trace, s.path("link.csv"), s.path("./run.heddle")}) {
            s.dialog().write(path);  // whoever is asked whether to replace it says yes
            QTRY_VERIFY(!s.isWriting());
            QVERIFY2(s.outcome().contains("the trace itself would be written over"), qPrintable(s.outcome()));
            QCOMPARE(s.bytesOf(s.trace), trace);
        }
    }

    void aTraceIsSavedOverItselfAndCanStillBeExported() {
        Exported s(toyTrace({.items = 3000}));  // which is not in memory: it is read while it is written
        const QByteArray before = s.ofTheCommand({"--to", "csv"});
        s.shown.trigger("Save as…");
        auto* files = s.shown.window.findChild<QFileDialog*>();
        QVERIFY(files);
        const QDateTime saved = QFileInfo(s.trace).lastModified();
        emit files->fileSelected(s.trace);
        files->close();
        QTRY_VERIFY(QFileInfo(s.trace).lastModified() > saved);
        QCOMPARE(s.ofTheCommand({"--to", "csv"}), before);
        s.open();
        s.choose("export.format", "csv");
        s.writeTo(s.path("a.csv"));
        QCOMPARE(s.bytesOf(s.path("a.csv")), before);
        s.dialog().write(s.trace);
        QTRY_VERIFY(!s.isWriting());
        QVERIFY2(s.outcome().contains("the trace itself would be written over"), qPrintable(s.outcome()));
    }

    void cancelledLeavesTheOlderFileAndNothingElse() {
        Exported s;
        QFile old(s.path("a.png"));
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        old.close();
        s.open();
        s.choose("export.format", "apng");
        s.choose("export.show", "Stage and timeline");
        s.type(s.shown.part<QDoubleSpinBox>("export.speed"), "0.05");  // minutes of work
        const QStringList before = s.left();
        s.dialog().write(s.path("a.png"));
        QVERIFY(s.isWriting());
        QTRY_VERIFY(s.left() != before);  // it has begun
        QTRY_VERIFY(s.shown.part<QProgressBar>("export.progress").value() > 0);
        QTest::mouseClick(&s.shown.part<QPushButton>("export.cancel"), Qt::LeftButton);
        QTRY_VERIFY(!s.isWriting());
        QVERIFY2(s.outcome().contains("it was stopped"), qPrintable(s.outcome()));
        QCOMPARE(s.left(), before);
        QCOMPARE(s.bytesOf(s.path("a.png")), QByteArray("old"));
    }

    void aWindowThatIsClosedEndsTheWork() {
        QTemporaryDir folder;
        {
            Exported s;
            s.open();
            s.choose("export.format", "gif");
            s.type(s.shown.part<QDoubleSpinBox>("export.speed"), "0.05");
            s.dialog().write(folder.filePath("a.gif"));
            QTRY_VERIFY(!QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
        }
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList());
    }

    void aRunThatGoesOnIsNotExportedAndThatIsSaid() {
        Exported s;
        s.shown.trigger("Restart");
        QTRY_COMPARE(s.stage.started(), 1);
        QTRY_VERIFY(s.shown.window.windowTitle() == "Heddle");
        QTRY_VERIFY(s.shown.words("status.state") != "finished");
        s.shown.trigger("Export…");
        QVERIFY(!s.shown.window.findChild<ExportDialog*>());
        QTRY_VERIFY(s.shown.part<QWidget>("banner").isVisible());
        s.stage.end();
    }
};

QTEST_MAIN(ExportingTest)
#include "ExportingTest.moc"
