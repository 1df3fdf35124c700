// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/LessonChoice.h"

#include <QTest>

using namespace heddle;

namespace {

Lesson lesson(const std::string& name) {
    Lesson made;
    made.name = name;
    made.parameters = {
        {.name = "workers", .byDefault = "5", .least = 1, .most = 9, .choices = {}, .label = {}},
        {.name = "items", .byDefault = "20", .least = 0, .most = 99, .choices = {}, .label = {}}};
    return made;
}

const LessonShelf shelf{{lesson("queues"), lesson("pipes")},
                        {"read lesson \"locks\": lesson.json: line 3 is not JSON"}};

QString refusal(const std::string& name, const std::vector<std::string>& assignments) {
    const auto choice = chooseLesson(shelf, name, assignments);
    return choice ? "accepted" : QString::fromStdString(choice.error().sentence);
}

}  // namespace

class LessonChoiceTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsAssignedIsLaidOverTheDefaults();
    void anUnknownLessonNamesThoseThatThereAre();
    void aLessonThatIsBrokenIsToldAsThat();
    void whenNoLessonIsThereTheReasonIsTold();
    void whatIsNoAssignmentIsRefused();
    void aNameGivenTwiceIsRefused();
    void aValueThatIsNotAllowedIsRefused();
};

void LessonChoiceTest::whatIsAssignedIsLaidOverTheDefaults() {
    const auto choice = chooseLesson(shelf, "pipes", {"items=7"});
    const std::map<std::string, std::string> expected{{"items", "7"}, {"workers", "5"}};
    QVERIFY(choice.has_value());
    QCOMPARE(choice->lesson.name, std::string("pipes"));
    QCOMPARE(choice->parameters, expected);
}

void LessonChoiceTest::anUnknownLessonNamesThoseThatThereAre() {
    QCOMPARE(refusal("quues", {}), QString("there is no lesson \"quues\"; there are queues, pipes"));
}

void LessonChoiceTest::aLessonThatIsBrokenIsToldAsThat() {
    QCOMPARE(refusal("locks", {}), QString("read lesson \"locks\": lesson.json: line 3 is not JSON"));
}

void LessonChoiceTest::whenNoLessonIsThereTheReasonIsTold() {
    const LessonShelf empty{{}, {"read lessons in \"/x\": No such file or directory"}};
    QCOMPARE(chooseLesson(empty, "queues", {}).error().sentence, empty.warnings.front());
}

void LessonChoiceTest::whatIsNoAssignmentIsRefused() {
    QCOMPARE(refusal("queues", {"workers"}),
             QString("lesson \"queues\": \"workers\" is not a parameter; write NAME=VALUE"));
    QCOMPARE(refusal("queues", {"=5"}),
             QString("lesson \"queues\": \"=5\" is not a parameter; write NAME=VALUE"));
}

void LessonChoiceTest::aNameGivenTwiceIsRefused() {
    QCOMPARE(refusal("queues", {"workers=5", "workers=6"}),
             QString("lesson \"queues\": workers is given twice"));
}

void LessonChoiceTest::aValueThatIsNotAllowedIsRefused() {
    QCOMPARE(refusal("queues", {"workers=5=6"}),
             QString("lesson \"queues\": workers=5=6 is not allowed; workers is a whole number from 1 to 9"));
}

QTEST_APPLESS_MAIN(LessonChoiceTest)
#include "LessonChoiceTest.moc"
