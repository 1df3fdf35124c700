// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/ThemeChoice.h"

#include "app/window/Icons.h"
#include "app/window/Look.h"

#include <QAction>
#include <QApplication>
#include <QSettings>
#include <QStyleFactory>

namespace heddle {

namespace {

const QString key = QStringLiteral("theme");

ThemeChoice::Choice choiceNamed(const QString& name) {
    if (name == QLatin1String("light"))
        return ThemeChoice::Choice::light;
    if (name == QLatin1String("dark"))
        return ThemeChoice::Choice::dark;
    return ThemeChoice::Choice::system;
}

QString nameOf(ThemeChoice::Choice choice) {
    switch (choice) {
    case ThemeChoice::Choice::system:
        return QStringLiteral("system");
    case ThemeChoice::Choice::light:
        return QStringLiteral("light");
    case ThemeChoice::Choice::dark:
        return QStringLiteral("dark");
    }
    return {};
}

}  // namespace

ThemeChoice::ThemeChoice(QSettings& settings, QObject* parent)
    : QObject(parent), m_settings(settings), m_desktop(QApplication::palette()),
      m_choice(choiceNamed(settings.value(key).toString())), m_theme(themeFor(m_choice)) {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    apply();
}

void ThemeChoice::choose(Choice choice) {
    m_choice = choice;
    m_settings.setValue(key, nameOf(choice));
    const Theme theme = themeFor(choice);
    if (theme == m_theme)
        return;
    m_theme = theme;
    apply();
    emit themeChanged(m_theme);
}

void ThemeChoice::connectTo(QAction& system, QAction& light, QAction& dark) {
    const auto connectOne = [this](QAction& action, Choice choice) {
        action.setChecked(choice == m_choice);
        connect(&action, &QAction::triggered, this, [this, choice] { choose(choice); });
    };
    connectOne(system, Choice::system);
    connectOne(light, Choice::light);
    connectOne(dark, Choice::dark);
}

Theme ThemeChoice::themeFor(Choice choice) const {
    switch (choice) {
    case Choice::light:
        return Theme::light();
    case Choice::dark:
        return Theme::dark();
    case Choice::system:
        break;
    }
    return Theme::fitting(m_desktop);
}

void ThemeChoice::apply() {
    QApplication::setWindowIcon(
        applicationIcon());  // also makes the drawings ready that the style sheet names
    QApplication::setPalette(m_theme.palette());
    QApplication::setFont(m_theme.font(Type::body));
    qApp->setStyleSheet(styleSheetFor(m_theme));
}

}  // namespace heddle
