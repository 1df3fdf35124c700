// SPDX-License-Identifier: MIT
#include "core/session/Lessons.h"
#include "core/session/LessonFile.h"

#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <fstream>

using namespace heddle;
namespace fs = std::filesystem;

namespace {

const char* const queuesJson = R"({
  "title": {"en": "Queues", "ru": "Очереди"}, "chapter": 2, "place": 1,
  "parameters": [
    {"name": "workers", "type": "integer", "default": 5, "least": 1, "most": 64, "label": {"en": "workers"}},
    {"name": "duplex", "type": "boolean", "default": false, "label": {"en": "two-way"}},
    {"name": "between", "type": "choice", "default": "threads", "choices": ["threads", "processes"],
     "label": {"en": "between"}}
  ]
})";

void write(const fs::path& file, const std::string& content) {
    std::ofstream(file, std::ios::binary) << content;
}

// A shelf in the making: each lesson a folder with all that a lesson has.
class Shelf {
public:
    fs::path add(const std::string& name, const std::string& json) {
        const fs::path folder = path() / name;
        fs::create_directories(folder);
        write(folder / "lesson.json", json);
        write(folder / "lesson.md", "# A lesson\n");
        write(folder / "lesson.ru.md", "# Урок\n");
        write(folder / "program.cpp", "int main() {}\n");
        write(folder / "program", "");
        fs::permissions(folder / "program", fs::perms::owner_all);
        return folder;
    }
    fs::path path() const { return m_folder.path().toStdString(); }
    LessonShelf read() const { return readLessons(path()); }

private:
    QTemporaryDir m_folder;
};

Lesson queues() {
    Lesson lesson = *readLessonFile(queuesJson);
    lesson.name = "queues";
    return lesson;
}

std::string refusal(const std::map<std::string, std::string>& given) {
    const auto values = resolveParameters(queues(), given);
    return values ? "accepted" : values.error().sentence;
}

}  // namespace

class LessonsTest : public QObject {
    Q_OBJECT
private slots:
    void aFolderIsALessonWithAllThatIsInIt();
    void lessonsStandByChapterAndPlace();
    void aLessonThatCannotBeReadIsLeftOutAndTold_data();
    void aLessonThatCannotBeReadIsLeftOutAndTold();
    void aLessonWithoutItsProgramIsLeftOutAndTold();
    void aFolderThatIsNotThereIsAWarning();
    void whatIsNotGivenHasItsDefault();
    void aValueIsKeptInItsCanonicalSpelling();
    void aWrongParameterIsOneSentenceWithWhatIsAllowed_data();
    void aWrongParameterIsOneSentenceWithWhatIsAllowed();
    void everyLessonOfOursCanBeReadAndSpeaksBothLanguages();
};

void LessonsTest::aFolderIsALessonWithAllThatIsInIt() {
    Shelf shelf;
    const fs::path folder = shelf.add("queues", queuesJson);
    const LessonShelf read = shelf.read();
    QCOMPARE(read.warnings, std::vector<std::string>{});
    QCOMPARE(read.lessons.size(), std::size_t(1));
    const Lesson& lesson = read.lessons.front();
    QCOMPARE(lesson.name, std::string("queues"));
    QCOMPARE(lesson.title.at("ru"), std::string("Очереди"));
    QCOMPARE(lesson.text.at("en"), std::string("# A lesson\n"));
    QCOMPARE(lesson.text.at("ru"), std::string("# Урок\n"));
    QCOMPARE(lesson.program, folder / "program");
    QCOMPARE(lesson.source, folder / "program.cpp");
    QCOMPARE(lesson.parameters.size(), std::size_t(3));
    QCOMPARE(lesson.parameters[0].byDefault, std::string("5"));
    QCOMPARE(lesson.parameters[0].most, std::int64_t(64));
    QCOMPARE(lesson.parameters[1].byDefault, std::string("false"));
    QCOMPARE(lesson.parameters[2].choices.back(), std::string("processes"));
}

void LessonsTest::lessonsStandByChapterAndPlace() {
    Shelf shelf;
    const std::string empty = R"("title": {"en": "t"}, "parameters": [])";
    shelf.add("a", "{" + empty + R"(, "chapter": 2, "place": 1})");
    shelf.add("b", "{" + empty + R"(, "chapter": 1, "place": 2})");
    shelf.add("c", "{" + empty + R"(, "chapter": 1, "place": 1})");
    std::string order;
    for (const Lesson& lesson : shelf.read().lessons)
        order += lesson.name;
    QCOMPARE(order, std::string("cba"));
}

void LessonsTest::aLessonThatCannotBeReadIsLeftOutAndTold_data() {
    QTest::addColumn<QByteArray>("broken");
    QTest::addColumn<QString>("why");
    const QByteArray whole = queuesJson;
    const auto row = [&whole](const char* name, const char* good, const char* bad, const char* why) {
        QByteArray broken = whole;
        broken.replace(good, bad);
        QVERIFY2(broken != whole, name);
        QTest::newRow(name) << broken << QString::fromUtf8(why);
    };
    row("not JSON", "\"chapter\": 2,", "\"chapter\": ,", "line 2 is not JSON");
    row("a list", whole.constData(), "[]", "an object in braces is expected");
    row("no title", "\"title\"", "\"titel\"", "\"titel\" is not a key that is known here");
    row("no chapter", "\"chapter\": 2, ", "", "\"chapter\" is missing");
    row("a chapter in words", "\"chapter\": 2", "\"chapter\": \"two\"", "\"chapter\" must be a whole number");
    row("chapter nought", "\"chapter\": 2", "\"chapter\": 0", "\"chapter\" must be from 1 to 1000");
    row("no English", "\"en\": \"Queues\", ", "", "\"title\" must hold a text for \"en\"");
    row("an unknown type", "\"type\": \"boolean\"", "\"type\": \"colour\"",
        "parameter \"duplex\": \"type\" must be integer, boolean or choice, not \"colour\"");
    row("no range", "\"least\": 1, ", "", "parameter \"workers\": \"least\" is missing");
    row("a default out of range", "\"default\": 5", "\"default\": 65",
        "parameter \"workers\": its default is not one that it allows: workers=65 is not allowed; workers is "
        "a whole "
        "number from 1 to 64");
    row("a parameter twice", "\"duplex\"", "\"workers\"", "parameter \"workers\" is there twice");
    row("no choices", "\"choices\": [\"threads\", \"processes\"]", "\"choices\": []",
        "parameter \"between\": \"choices\" must be a list of texts");
    row("parameters that are no list", "\"parameters\": [", "\"parameters\": 3, \"more\": [",
        "\"more\" is not a key that is known here");
}

void LessonsTest::aLessonThatCannotBeReadIsLeftOutAndTold() {
    QFETCH(QByteArray, broken);
    QFETCH(QString, why);
    Shelf shelf;
    shelf.add("good", queuesJson);
    shelf.add("bad", broken.toStdString());
    const LessonShelf read = shelf.read();
    QCOMPARE(read.lessons.size(), std::size_t(1));
    QCOMPARE(read.lessons.front().name, std::string("good"));
    QCOMPARE(read.warnings.size(), std::size_t(1));
    QCOMPARE(QString::fromStdString(read.warnings.front()), "read lesson \"bad\": lesson.json: " + why);
}

void LessonsTest::aLessonWithoutItsProgramIsLeftOutAndTold() {
    Shelf shelf;
    fs::remove(shelf.add("queues", queuesJson) / "program");
    QCOMPARE(shelf.read().lessons.size(), std::size_t(0));
    QCOMPARE(shelf.read().warnings,
             std::vector<std::string>{"read lesson \"queues\": its program cannot be run"});
}

void LessonsTest::aFolderThatIsNotThereIsAWarning() {
    const LessonShelf read = readLessons("/nowhere/at/all");
    QCOMPARE(read.lessons.size(), std::size_t(0));
    QCOMPARE(read.warnings,
             std::vector<std::string>{"read lessons in \"/nowhere/at/all\": No such file or directory"});
}

void LessonsTest::whatIsNotGivenHasItsDefault() {
    const auto values = resolveParameters(queues(), {{"workers", "7"}});
    const std::map<std::string, std::string> expected{
        {"between", "threads"}, {"duplex", "false"}, {"workers", "7"}};
    QVERIFY(values.has_value());
    QCOMPARE(*values, expected);
}

void LessonsTest::aValueIsKeptInItsCanonicalSpelling() {
    QCOMPARE(resolveParameters(queues(), {{"workers", "007"}})->at("workers"), std::string("7"));
}

void LessonsTest::aWrongParameterIsOneSentenceWithWhatIsAllowed_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("sentence");
    const QString number = "workers is a whole number from 1 to 64";
    const auto workers = [&](const char* row, const QString& value) {
        QTest::newRow(row) << "workers" << value
                           << "lesson \"queues\": workers=" + value + " is not allowed; " + number;
    };
    workers("below the range", "0");
    workers("above the range", "65");
    workers("beyond 64 bits", "99999999999999999999");
    workers("a word", "many");
    workers("nothing", "");
    workers("a number with more behind it", "5x");
    workers("a blank before it", " 5");
    workers("a plus", "+5");
    workers("a fraction", "5.0");
    QTest::newRow("a boolean in digits")
        << "duplex"
        << "1"
        << "lesson \"queues\": duplex=1 is not allowed; duplex is true or false";
    QTest::newRow("no such choice")
        << "between"
        << "hosts"
        << "lesson \"queues\": between=hosts is not allowed; between is threads or processes";
    QTest::newRow("no such name")
        << "worker"
        << "5"
        << "lesson \"queues\" has no parameter \"worker\"; it has workers, duplex, between";
}

void LessonsTest::aWrongParameterIsOneSentenceWithWhatIsAllowed() {
    QFETCH(QString, name);
    QFETCH(QString, value);
    QTEST(QString::fromStdString(refusal({{name.toStdString(), value.toStdString()}})), "sentence");
}

// What the build has laid out, as a user finds it.
void LessonsTest::everyLessonOfOursCanBeReadAndSpeaksBothLanguages() {
    const fs::path built =
        fs::path(qEnvironmentVariable("HEDDLE_BUILD").toStdString()) / "lib/heddle/lessons";
    const LessonShelf shelf = readLessons(built);
    QCOMPARE(shelf.warnings, std::vector<std::string>{});
    std::string names;
    for (const Lesson& lesson : shelf.lessons) {
        names += lesson.name + " ";
        QVERIFY2(lesson.title.contains("ru") && lesson.text.contains("ru"), lesson.name.c_str());
        for (const LessonParameter& parameter : lesson.parameters)
            QVERIFY2(parameter.label.contains("ru"), parameter.name.c_str());
    }
    QCOMPARE(names,
             std::string("threads processes queues pipes managers sockets everything lost-update lock-order "
                         "philosophers forgotten-sentinel pipe-full connect-before-listen "));
}

QTEST_APPLESS_MAIN(LessonsTest)
#include "LessonsTest.moc"
