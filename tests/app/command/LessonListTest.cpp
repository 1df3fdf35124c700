// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/LessonList.h"

#include <QTest>

using namespace heddle;

namespace {

Lesson pipes() {
    Lesson lesson;
    lesson.name = "pipes";
    lesson.title = {{"en", "Pipes"}, {"ru", "Каналы"}};
    lesson.chapter = 3;
    lesson.place = 1;
    lesson.parameters = {
        {"bytes", ParameterType::integer, "17", 0, 1048576, {}, {{"en", "bytes in each"}}},
        {"duplex", ParameterType::boolean, "false", 0, 0, {}, {{"en", "both ways"}}},
        {"between", ParameterType::choice, "threads", 0, 0, {"threads", "processes"}, {{"en", "between"}}}};
    return lesson;
}

}  // namespace

// What these print is read by other programs: a change here is a change of what was promised.
class LessonListTest : public QObject {
    Q_OBJECT
private slots:
    void theListHasALineForEachParameter();
    void theJsonIsStable();
    void noLessonsAreAnEmptyList();
};

void LessonListTest::theListHasALineForEachParameter() {
    QCOMPARE(lessonsAsText({pipes()}), std::string("pipes       Pipes\n"
                                                   "    bytes=17          0..1048576    bytes in each\n"
                                                   "    duplex=false      true|false    both ways\n"
                                                   "    between=threads   threads|processes  between\n"));
}

void LessonListTest::theJsonIsStable() {
    QCOMPARE(QString::fromStdString(lessonsAsJson({pipes()})), QString(R"([
  {
    "name": "pipes",
    "title": {
      "en": "Pipes",
      "ru": "Каналы"
    },
    "chapter": 3,
    "place": 1,
    "parameters": [
      {
        "name": "bytes",
        "type": "integer",
        "default": 17,
        "least": 0,
        "most": 1048576,
        "label": {
          "en": "bytes in each"
        }
      },
      {
        "name": "duplex",
        "type": "boolean",
        "default": false,
        "label": {
          "en": "both ways"
        }
      },
      {
        "name": "between",
        "type": "choice",
        "default": "threads",
        "choices": [
          "threads",
          "processes"
        ],
        "label": {
          "en": "between"
        }
      }
    ]
  }
]
)"));
}

void LessonListTest::noLessonsAreAnEmptyList() {
    QCOMPARE(lessonsAsJson({}), std::string("[]\n"));
    QCOMPARE(lessonsAsText({}), std::string());
}

QTEST_APPLESS_MAIN(LessonListTest)
#include "LessonListTest.moc"
