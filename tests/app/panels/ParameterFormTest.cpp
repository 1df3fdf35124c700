// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/ParameterForm.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace heddle;

namespace {

Lesson pipesLesson() {
    Lesson lesson;
    lesson.name = "pipes";
    LessonParameter messages, duplex;
    messages.name = "messages";
    messages.byDefault = "1";
    messages.least = 1;
    messages.most = 1000;
    messages.label = {{"en", "messages"}, {"ru", "сообщений"}};
    duplex.name = "duplex";
    duplex.type = ParameterType::boolean;
    duplex.byDefault = "false";
    lesson.parameters = {messages, duplex};
    return lesson;
}

struct Filled {
    ParameterForm form;
    Filled(const std::map<std::string, std::string>& given = {}, const char* language = "en") {
        form.setLesson(pipesLesson(), given, language);
        form.show();
    }
    QLineEdit& messages() { return *form.findChild<QLineEdit*>("parameter.messages"); }
    QLabel& objection() { return *form.findChild<QLabel*>("objection.messages"); }
};

}  // namespace

class ParameterFormTest : public QObject {
    Q_OBJECT
private slots:
    void showsDefaultsUnlessAValueIsGiven();
    void whatIsWrongIsSaidBesideItsField();
    void returnSubmits();
    void labelsSpeakThePersonsLanguage();
    void anotherLessonTakesThePlaceOfTheFields();
};

void ParameterFormTest::showsDefaultsUnlessAValueIsGiven() {
    Filled byDefault;
    QCOMPARE(byDefault.messages().text(), QString("1"));
    Filled given({{"messages", "12"}, {"duplex", "true"}});
    QCOMPARE(given.messages().text(), QString("12"));
    QVERIFY(given.form.findChild<QCheckBox*>("parameter.duplex")->isChecked());
    QCOMPARE(given.form.values().at("duplex"), std::string("true"));
}

void ParameterFormTest::whatIsWrongIsSaidBesideItsField() {
    Filled f;
    QVERIFY(f.form.isAllowed());
    QVERIFY(!f.objection().isVisible());
    f.messages().setText("4000");
    QVERIFY(!f.form.isAllowed());
    QVERIFY(f.objection().isVisible());
    QVERIFY2(f.objection().text().contains("1000"), qPrintable(f.objection().text()));
    f.messages().setText("40");
    QVERIFY(f.form.isAllowed());
    QVERIFY(!f.objection().isVisible());
}

void ParameterFormTest::returnSubmits() {
    Filled f;
    QSignalSpy submitted(&f.form, &ParameterForm::submitted);
    QTest::keyClick(&f.messages(), Qt::Key_Return);
    QCOMPARE(submitted.size(), 1);
}

void ParameterFormTest::labelsSpeakThePersonsLanguage() {
    Filled f({}, "ru");
    QCOMPARE(f.messages().accessibleName(), QString("сообщений"));
}

void ParameterFormTest::anotherLessonTakesThePlaceOfTheFields() {
    Filled f;
    Lesson other = pipesLesson();
    other.parameters.resize(1);
    f.form.setLesson(other, {}, "en");
    QCOMPARE(f.form.values().size(), std::size_t(1));
    f.form.clear();
    QVERIFY(f.form.values().empty());
}

QTEST_MAIN(ParameterFormTest)
#include "ParameterFormTest.moc"
