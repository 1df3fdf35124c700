// SPDX-License-Identifier: GPL-3.0-or-later
// A filter that is typed, and said in words.
#include "app/panels/FilterField.h"
#include "app/models/TraceModel.h"
#include "app/panels/FilterMeaning.h"
#include "tests/support/ToyTrace.h"

#include <QAbstractItemView>
#include <QSignalSpy>
#include <QTest>

using namespace heddle;

class FilterFieldTest : public QObject {
    Q_OBJECT
private:
    TraceModel m_model;
    std::unique_ptr<FilterField> m_field;
    QAbstractItemView* m_list = nullptr;

    void press(int key) {
        QTest::keyClick(m_list->isVisible() ? static_cast<QWidget*>(m_list) : m_field.get(),
                        static_cast<Qt::Key>(key));
    }
    void type(const char* text) {
        for (const char* letter = text; *letter; ++letter)
            QTest::keyClick(m_list->isVisible() ? static_cast<QWidget*>(m_list) : m_field.get(), *letter);
    }

private slots:
    void init() {
        m_model.setTrace(toyTrace({.workers = 2, .items = 2}));
        m_field = std::make_unique<FilterField>(m_model, nullptr);
        for (QWidget* widget : QApplication::topLevelWidgets())
            if (widget->objectName() == QLatin1String("eventsOffered"))
                m_list = qobject_cast<QAbstractItemView*>(widget);
        m_field->show();
        m_field->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_field.get()));
        m_field->setFocus();
    }
    void cleanup() { m_field.reset(); }

    void whatMayComeNextIsOfferedAndTakenByTab() {
        type("wo");
        QTRY_VERIFY(m_list->isVisible());
        QCOMPARE(m_list->model()->rowCount(), 1);
        press(Qt::Key_Tab);
        QCOMPARE(m_field->text(), QString("worker="));
        QTRY_VERIFY(m_list->isVisible());  // and then what it can be
        QCOMPARE(m_list->model()->rowCount(), 3);
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QCOMPARE(m_field->text(), QString("worker=worker-0"));
        QVERIFY(!m_list->isVisible());
    }

    void returnWithNothingChosenGoesToTheMatch() {
        QSignalSpy returned(m_field.get(), &FilterField::returned);
        type("worker=w");
        QTRY_VERIFY(m_list->isVisible());
        press(Qt::Key_Return);
        QCOMPARE(m_field->text(), QString("worker=w"));
        QCOMPARE(returned.size(), 1);
        QVERIFY(!m_list->isVisible());
    }

    void returnTakesTheFirstOfferWhereTheTextIsNoFilterYet() {
        QSignalSpy returned(m_field.get(), &FilterField::returned);
        type("phase=wai");
        QTRY_VERIFY(m_list->isVisible());
        press(Qt::Key_Return);
        QCOMPARE(m_field->text(), QString("phase=waits"));
        QVERIFY(returned.isEmpty());
    }

    void escapeTakesTheOffersAwayAndLeavesTheText() {
        type("worker=w");
        QTRY_VERIFY(m_list->isVisible());
        press(Qt::Key_Escape);
        QVERIFY(!m_list->isVisible());
        QCOMPARE(m_field->text(), QString("worker=w"));
    }

    void theHintIsOfThisTrace() {
        QCOMPARE(m_field->placeholderText(), QString("object=jobs"));
        m_model.setTrace(nullptr);
        QCOMPARE(m_field->placeholderText(), QString("worker=main"));
    }

    void aFilterIsSaidInWords_data() {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* filter, const char* words) {
            QTest::newRow(filter) << QString(filter) << QString::fromUtf8(words);
        };
        row("", "");
        row("worker=a|b object!=jobs", "Events of a or b, not at jobs");
        row("op=accept", "Events that are tcp.accept, manager.accept or unix.accept");
        row("op!=queue.put phase=waits outcome!=ok",
            "Events that are not queue.put, in the phase waits, without the outcome ok");
        row("step=10..20|30.. message=..7", "Events at step 10 to 20 or 30 and on, of message up to 7");
        row("time=1.5ms..2s line=12 file=a.cpp",
            "Events at the time 1.5 ms to 2 s, from line 12, from the file a.cpp");
        row("\"no more\" depth=library", "Events told with “no more”, at the depth library");
    }
    void aFilterIsSaidInWords() {
        QFETCH(QString, filter);
        QFETCH(QString, words);
        QCOMPARE(meaningOf(*Filter::parse(filter.toStdString())), words);
    }

    void aPatternOfManyOperationsIsCut() {
        const QString words = meaningOf(*Filter::parse("op=*e*"));
        QVERIFY2(words.endsWith(" more") && words.size() < 250, qPrintable(words));
    }
};

QTEST_MAIN(FilterFieldTest)
#include "FilterFieldTest.moc"
