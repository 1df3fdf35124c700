// SPDX-License-Identifier: MIT
// The tree obeys the rules; and each rule refuses a file that breaks it.
#include <QTest>

#include "tests/architecture/IncludeRules.h"
#include "tests/architecture/ShapeRules.h"

using namespace heddle::architecture;

namespace {

const std::string mit = "// SPDX-License-Identifier: MIT\n";
const std::string gpl = "// SPDX-License-Identifier: GPL-3.0-or-later\n";

std::string lineWhichIncludes(const std::string& what) {
    return "#include " + what + "\n";
}

QString told(const Complaints& complaints) {
    QString text;
    for (const Complaint& each : complaints)
        text += QString("\n%1:%2: %3").arg(each.file.c_str()).arg(each.line).arg(each.sentence.c_str());
    return text;
}

Complaints against(const SourceFile& file) {
    Complaints all = againstIncludes(file);
    const Complaints shape = againstShape(file);
    all.insert(all.end(), shape.begin(), shape.end());
    return all;
}

std::string functionOf(int lines) {
    std::string text = mit + "\nvoid longOne() {\n";
    for (int i = 2; i < lines; ++i)
        text += "    next();\n";
    return text + "}\n";
}

}  // namespace

class ArchitectureTest : public QObject {
    Q_OBJECT
private slots:
    void treeObeysTheRules();
    void ruleRefuses_data();
    void ruleRefuses();
    void ruleAllows_data();
    void ruleAllows();
};

void ArchitectureTest::treeObeysTheRules() {
    const auto files = readSources(HEDDLE_SOURCE);
    QVERIFY2(files.size() > 50, "the tree was not found");
    Complaints complaints;
    for (const SourceFile& file : files) {
        const Complaints some = against(file);
        complaints.insert(complaints.end(), some.begin(), some.end());
    }
    QVERIFY2(complaints.empty(), qPrintable(told(complaints)));
}

void ArchitectureTest::ruleRefuses_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    const auto refuses = [](const char* name, const char* path, const std::string& text,
                            const char* sentence) {
        QTest::newRow(name) << path << QString::fromStdString(text) << sentence;
    };
    refuses("core on Qt", "core/world/Bad.h", mit + lineWhichIncludes("<QString>"), "core links no Qt");
    refuses("core on app", "core/world/Bad.h", mit + lineWhichIncludes("\"app/theme/Theme.h\""),
            "may not include");
    refuses("the engine on the probe", "core/session/Bad.cpp",
            mit + lineWhichIncludes("\"core/probe/Probe.h\""), "may not include");
    refuses("the engine on sync", "core/world/Bad.cpp", mit + lineWhichIncludes("\"core/sync/Queue.h\""),
            "may not include");
    refuses("up the road", "core/ring/Bad.cpp", mit + lineWhichIncludes("\"core/trace/Trace.h\""),
            "may not include");
    refuses("supervise on event", "core/supervise/Bad.cpp", mit + lineWhichIncludes("\"core/event/Event.h\""),
            "may not include");
    refuses("a view on the session", "app/timeline/Bad.cpp",
            gpl + lineWhichIncludes("\"core/session/Run.h\""), "may not include");
    refuses("a panel on a view", "app/panels/Bad.cpp", gpl + lineWhichIncludes("\"app/timeline/Axis.h\""),
            "may not include");
    refuses("a panel on a panel", "app/panels/SourcePanel.cpp",
            gpl + lineWhichIncludes("\"app/panels/EventsPanel.h\""), "another panel");
    refuses("the theme on anything", "app/theme/Bad.h", gpl + lineWhichIncludes("\"core/base/Id.h\""),
            "may not include");
    refuses("a lesson on the engine", "resources/lessons/bad/program.cpp",
            mit + lineWhichIncludes("\"core/trace/Trace.h\""), "may not include");
    refuses("a path upwards", "core/world/Bad.cpp", mit + lineWhichIncludes("\"../trace/Trace.h\""),
            "\"../\"");
    refuses("half a path", "core/world/Bad.cpp", mit + lineWhichIncludes("\"World.h\""), "full path");
    refuses("a folder that is not in the table", "core/extra/New.h", mit, "not in the include table");
    refuses("no licence", "core/world/Bad.h", "#pragma once\n", "SPDX-License-Identifier: MIT");
    refuses("core under the app's licence", "core/world/Bad.h", gpl, "SPDX-License-Identifier: MIT");
    refuses("the app under core's licence", "app/models/Bad.h", mit,
            "SPDX-License-Identifier: GPL-3.0-or-later");
    refuses("a folder that says nothing", "core/world/utils/Bad.h", mit, "says nothing");
    refuses("a long header", "core/world/Bad.h", mit + std::string(120, '\n'), "120 are the budget");
    refuses("a long source", "core/world/Bad.cpp", mit + std::string(400, '\n'), "400 are the budget");
    refuses("a long main window", "app/window/MainWindow.cpp", gpl + std::string(200, '\n'),
            "200 are the budget");
    refuses("a long function", "core/world/Bad.cpp", functionOf(41), "a function of 41 lines");
    refuses("a class without its thread", "core/world/Bad.h", mit + "class Bad {\n};\n",
            "does not say its thread");
    std::string manyIncludes = mit;
    for (int i = 0; i < 13; ++i)
        manyIncludes += lineWhichIncludes("\"core/base/Id.h\"");
    refuses("a header of many includes", "core/world/Bad.h", manyIncludes, "13 own includes");
}

void ArchitectureTest::ruleRefuses() {
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    const Complaints complaints = against(sourceFrom(path.toStdString(), text.toStdString()));
    QCOMPARE(complaints.size(), 1U);
    QVERIFY2(told(complaints).contains(sentence), qPrintable(told(complaints)));
}

void ArchitectureTest::ruleAllows_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    const auto allows = [](const char* name, const char* path, const std::string& text) {
        QTest::newRow(name) << path << QString::fromStdString(text);
    };
    allows("down the road, over several folders", "core/ipc/Good.cpp",
           mit + lineWhichIncludes("\"core/event/Event.h\""));
    allows("one's own folder", "core/world/Good.cpp", mit + lineWhichIncludes("\"core/world/World.h\""));
    allows("the plain data of a trace in a view", "app/timeline/Good.cpp",
           gpl + lineWhichIncludes("\"core/trace/Trace.h\"") + lineWhichIncludes("<QPainter>"));
    allows("the session behind the bridge", "app/bridge/Good.cpp",
           gpl + lineWhichIncludes("\"core/session/Run.h\""));
    allows("a panel's own header", "app/panels/SourcePanel.cpp",
           gpl + lineWhichIncludes("\"app/panels/SourcePanel.h\""));
    allows("a header that fills its budget", "core/world/Good.h", mit + std::string(119, '\n'));
    allows("a function that fills its budget", "core/world/Good.cpp", functionOf(40));
    std::string table = mit + "\nint rowOf(Op op) {\n    switch (op) {\n";
    for (int i = 0; i < 30; ++i)
        table += "    case Op::put:\n        return 1;\n";
    allows("a table of many rows", "core/world/Good.cpp", table + "    }\n}\n");
    allows("a class with its thread", "core/world/Good.h", mit + "// Thread: any.\nclass Good {\n};\n");
    allows("a test on anything", "tests/core/world/GoodTest.cpp",
           mit + lineWhichIncludes("\"core/sync/Queue.h\""));
}

void ArchitectureTest::ruleAllows() {
    QFETCH(QString, path);
    QFETCH(QString, text);
    const Complaints complaints = against(sourceFrom(path.toStdString(), text.toStdString()));
    QVERIFY2(complaints.empty(), qPrintable(told(complaints)));
}

QTEST_GUILESS_MAIN(ArchitectureTest)
#include "ArchitectureTest.moc"
