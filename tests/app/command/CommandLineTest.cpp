// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/CommandLine.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <vector>

using namespace heddle;

namespace {

std::variant<int, WindowRequest> typed(std::vector<std::string> words) {
    words.insert(words.begin(), "heddle");
    std::vector<char*> argv;
    for (std::string& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    return runCommandLine(static_cast<int>(words.size()), argv.data());
}

}  // namespace

// Whether a window is wanted, and which; what commands print is HeddleTest's.
class CommandLineTest : public QObject {
    Q_OBJECT
private slots:
    void withoutWordsTheWindowOpens();
    void aFileIsOpenedInTheWindow();
    void theWindowsThemeCanBeNamed();
    void whatIsNoUseIsExitCodeTwo_data();
    void whatIsNoUseIsExitCodeTwo();
    void helpAndVersionAreFine();
};

void CommandLineTest::withoutWordsTheWindowOpens() {
    const auto wish = typed({});
    QVERIFY(std::holds_alternative<WindowRequest>(wish));
    QVERIFY(!std::get<WindowRequest>(wish).file && !std::get<WindowRequest>(wish).lesson);
    QVERIFY(!std::get<WindowRequest>(wish).runsAtOnce);
}

void CommandLineTest::aFileIsOpenedInTheWindow() {
    QTemporaryDir folder;
    QFile file(folder.filePath("a.heddle"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto wish = typed({file.fileName().toStdString()});
    QVERIFY(std::holds_alternative<WindowRequest>(wish));
    QCOMPARE(std::get<WindowRequest>(wish).file->string(), file.fileName().toStdString());
}

void CommandLineTest::theWindowsThemeCanBeNamed() {
    const auto wish = typed({"--theme", "high-contrast"});
    QVERIFY(std::holds_alternative<WindowRequest>(wish));
    QCOMPARE(std::get<WindowRequest>(wish).theme, std::string("high-contrast"));
    QCOMPARE(std::get<WindowRequest>(typed({})).theme, std::string());
}

void CommandLineTest::whatIsNoUseIsExitCodeTwo_data() {
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char* name, const QStringList& words) { QTest::newRow(name) << words; };
    row("neither a command nor a file", {"rnu"});
    row("an option that there is not", {"--fast"});
    row("a theme that there is not", {"--theme", "loud"});
    row("run what", {"run"});
    row("a lesson that there is not", {"run", "no-such-lesson"});
    row("both free and held", {"run", "queues", "--free", "--step", "random"});
    row("record what", {"record"});
    row("record nothing", {"record", "--"});
    row("a program that there is not", {"record", "--", "/no/such/program"});
    row("a program that cannot be run", {"record", "--", "/etc/passwd"});
    row("a chooser that there is not", {"record", "--step", "fair", "--", "true"});
    row("a seed that is none", {"record", "--seed", "x", "--", "true"});
    row("a timeout that is none", {"record", "--timeout", "0", "--", "true"});
    row("info about what", {"info"});
    row("info about a file that is not there", {"info", "/no/such/file.heddle"});
    row("events of a file that is no trace", {"events", "/etc/passwd"});
    row("events by a filter that is none", {"events", "/etc/passwd", "--filter", "phase=later"});
    row("export to a format that there is not", {"export", "/etc/passwd", "--to", "paper"});
    row("export to what", {"export", "/etc/passwd"});
    row("export what", {"export", "--to", "chrome"});
    row("the window with a lesson that there is not", {"--lesson", "no-such-lesson"});
    row("run at once, but what", {"--run"});
}

void CommandLineTest::whatIsNoUseIsExitCodeTwo() {
    QFETCH(QStringList, words);
    std::vector<std::string> plain;
    for (const QString& word : words)
        plain.push_back(word.toStdString());
    const auto wish = typed(plain);
    QVERIFY(std::holds_alternative<int>(wish));
    QCOMPARE(std::get<int>(wish), 2);
}

void CommandLineTest::helpAndVersionAreFine() {
    for (const char* word : {"--help", "-h", "--version"})
        QCOMPARE(std::get<int>(typed({word})), 0);
    QCOMPARE(std::get<int>(typed({"run", "--help"})), 0);
}

QTEST_APPLESS_MAIN(CommandLineTest)
#include "CommandLineTest.moc"
