// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Look.h"
#include "app/window/RecentFiles.h"
#include "app/window/ScaleChoice.h"
#include "app/window/ThemeChoice.h"
#include "app/window/WindowMemory.h"

#include <QAction>
#include <QApplication>
#include <QFileInfo>
#include <QMenu>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>

using namespace heddle;

class SettingsTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_settings = std::make_unique<QSettings>(m_folder.filePath("a.ini"), QSettings::IniFormat);
    }
    void cleanup() { m_settings->clear(); }

    void themeIsRemembered();
    void highContrastIsAChoiceOfItsOwn();
    void disabledWordsAreReadableWhereContrastIsHigh();
    void scaleIsRememberedForTheNextStart();
    void scaleIsAskedOfQtUntilItHasStarted();
    void aScaleThatIsNoneIsTheDesktops();
    void scaleSetByHandIsObeyed();
    void lastFileStandsFirstAndOnce();
    void noMoreFilesAreRememberedThanFit();
    void aPickedFileIsTold();
    void layoutIsRememberedAndCanBeReset();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
};

void SettingsTest::themeIsRemembered() {
    {
        ThemeChoice choice(*m_settings);
        QSignalSpy changed(&choice, &ThemeChoice::themeChanged);
        choice.choose(ThemeChoice::Choice::dark);
        QVERIFY(choice.theme().isDark());
        choice.choose(ThemeChoice::Choice::light);
        QVERIFY(!choice.theme().isDark());
        choice.choose(ThemeChoice::Choice::dark);
        QVERIFY(changed.size() >= 2);
    }
    const ThemeChoice again(*m_settings);
    QCOMPARE(again.choice(), ThemeChoice::Choice::dark);
    QVERIFY(again.theme().isDark());
}

void SettingsTest::highContrastIsAChoiceOfItsOwn() {
    QAction actions[4];
    for (QAction& action : actions)
        action.setCheckable(true);
    ThemeChoice choice(*m_settings);
    choice.connectTo(actions[0], actions[1], actions[2], actions[3]);
    actions[3].trigger();
    QVERIFY(choice.theme().isHighContrast());
    QCOMPARE(QApplication::palette().color(QPalette::Window), QColor(Qt::black));
    const ThemeChoice again(*m_settings);
    QVERIFY(again.theme().isHighContrast());
    QCOMPARE(ThemeChoice::named("high-contrast"), ThemeChoice::Choice::highContrast);
    QVERIFY(!ThemeChoice::named("loud"));
}

void SettingsTest::disabledWordsAreReadableWhereContrastIsHigh() {
    const Theme theme = Theme::highContrast();
    static const QRegularExpression disabled("QPushButton:disabled[^{]*\\{ color: (#[0-9a-f]{6})");
    const QRegularExpressionMatch match = disabled.match(styleSheetFor(theme));
    QVERIFY(match.hasMatch());
    QVERIFY(contrast(QColor(match.captured(1)), theme.color(Tone::ground)) >= 7);
}

void SettingsTest::scaleIsRememberedForTheNextStart() {
    QList<QAction*> actions;
    QObject owner;
    for (const double factor : ScaleChoice::factors()) {
        actions << new QAction(ScaleChoice::wordsFor(factor), &owner);
        actions.back()->setCheckable(true);
    }
    QCOMPARE(actions[2]->text(), QString("Scale 1.25"));
    ScaleChoice choice(*m_settings);
    choice.connectTo(actions);
    QVERIFY(actions[0]->isChecked());
    QSignalSpy said(&choice, &ScaleChoice::said);
    actions[2]->trigger();
    QCOMPARE(said.takeFirst().front().toString(), QString("the scale holds from the next start of Heddle"));
    actions[0]->trigger();  // as it is already
    QCOMPARE(said.takeFirst().front().toString(), QString());
    actions[2]->trigger();
    ScaleChoice again(*m_settings);
    QCOMPARE(again.choice(), 1.25);
    again.connectTo(actions);
    QVERIFY(actions[2]->isChecked() && !actions[0]->isChecked());
}

void SettingsTest::scaleIsAskedOfQtUntilItHasStarted() {
    ScaleChoice(*m_settings).choose(1.5);
    {
        const ScaleAtStart start(*m_settings);
        QCOMPARE(qgetenv("QT_SCALE_FACTOR"), QByteArray("1.5"));
        QCOMPARE(qgetenv("QT_ENABLE_HIGHDPI_SCALING"), QByteArray("0"));
    }
    QVERIFY(!qEnvironmentVariableIsSet("QT_SCALE_FACTOR"));
    QVERIFY(!qEnvironmentVariableIsSet("QT_ENABLE_HIGHDPI_SCALING"));
    ScaleChoice(*m_settings).choose(ScaleChoice::asDesktop);
    const ScaleAtStart start(*m_settings);
    QVERIFY(!qEnvironmentVariableIsSet("QT_SCALE_FACTOR"));
}

void SettingsTest::aScaleThatIsNoneIsTheDesktops() {
    for (const QVariant& odd : {QVariant("big"), QVariant(-2), QVariant(40), QVariant("nan")}) {
        m_settings->setValue("scale", odd);
        QCOMPARE(ScaleChoice(*m_settings).choice(), double(ScaleChoice::asDesktop));
        const ScaleAtStart start(*m_settings);
        QVERIFY(!qEnvironmentVariableIsSet("QT_SCALE_FACTOR"));
    }
}

void SettingsTest::scaleSetByHandIsObeyed() {
    qputenv("QT_SCALE_FACTOR", "2");
    ScaleChoice choice(*m_settings);
    QSignalSpy said(&choice, &ScaleChoice::said);
    choice.choose(3);
    QVERIFY(said.takeFirst().front().toString().contains("QT_SCALE_FACTOR"));
    {
        const ScaleAtStart start(*m_settings);
        QCOMPARE(qgetenv("QT_SCALE_FACTOR"), QByteArray("2"));
    }
    QCOMPARE(qgetenv("QT_SCALE_FACTOR"), QByteArray("2"));
    qunsetenv("QT_SCALE_FACTOR");
}

void SettingsTest::lastFileStandsFirstAndOnce() {
    RecentFiles recent(*m_settings);
    recent.add("/a.heddle");
    recent.add("/b.heddle");
    recent.add("/a.heddle");
    QCOMPARE(recent.paths(), QStringList({"/a.heddle", "/b.heddle"}));
}

void SettingsTest::noMoreFilesAreRememberedThanFit() {
    RecentFiles recent(*m_settings);
    for (int i = 0; i < 2 * RecentFiles::most; ++i)
        recent.add(QString("/%1.heddle").arg(i));
    QCOMPARE(recent.paths().size(), qsizetype(RecentFiles::most));
    QCOMPARE(recent.paths().front(), QString("/%1.heddle").arg(2 * RecentFiles::most - 1));
}

void SettingsTest::aPickedFileIsTold() {
    RecentFiles recent(*m_settings);
    QMenu menu;
    recent.fill(menu);
    QVERIFY(!menu.actions().front()->isEnabled());
    recent.add("/b.heddle");
    emit menu.aboutToShow();
    QSignalSpy picked(&recent, &RecentFiles::picked);
    menu.actions().front()->trigger();
    QCOMPARE(picked.front().front().toString(), QString("/b.heddle"));
}

void SettingsTest::layoutIsRememberedAndCanBeReset() {
    const auto make = [](QSplitter& splitter) {
        splitter.setObjectName("columns");
        splitter.addWidget(new QWidget);
        splitter.addWidget(new QWidget);
        splitter.setHandleWidth(0);
    };
    QSplitter first, second;
    make(first);
    make(second);
    WindowMemory before(*m_settings, first, {{&first, {300, 300}}});
    before.restore();
    first.resize(600, 100);
    first.setSizes({400, 200});
    before.remember();
    WindowMemory after(*m_settings, second, {{&second, {300, 300}}});
    after.restore();
    QCOMPARE(second.width(), 600);
    QCOMPARE(second.sizes(), QList<int>({400, 200}));
    after.reset();
    QCOMPARE(second.sizes().front(), second.sizes().back());
}

QTEST_MAIN(SettingsTest)
#include "SettingsTest.moc"
