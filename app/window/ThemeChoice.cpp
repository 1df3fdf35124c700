// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/ThemeChoice.h"

#include "app/window/Icons.h"
#include "app/window/Look.h"

#include <QAction>
#include <QApplication>
#include <QSettings>
#include <QStyleFactory>

#include <algorithm>
#include <array>

namespace heddle {

namespace {

const QString key = QStringLiteral("theme");

struct Named {
    ThemeChoice::Choice choice;
    const char* name;
};
constexpr std::array all{Named{ThemeChoice::Choice::system, "system"},
                         Named{ThemeChoice::Choice::light, "light"}, Named{ThemeChoice::Choice::dark, "dark"},
                         Named{ThemeChoice::Choice::highContrast, "high-contrast"}};

QString nameOf(ThemeChoice::Choice choice) {
    return QLatin1String(std::find_if(all.begin(), all.end(), [choice](const Named& each) {
                             return each.choice == choice;
                         })->name);
}

}  // namespace

std::optional<ThemeChoice::Choice> ThemeChoice::named(const QString& name) {
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Named& each) { return name == QLatin1String(each.name); });
    return found == all.end() ? std::nullopt : std::optional(found->choice);
}

ThemeChoice::ThemeChoice(QSettings& settings, QObject* parent)
    : QObject(parent), m_settings(settings), m_desktop(QApplication::palette()),
      m_choice(named(settings.value(key).toString()).value_or(Choice::system)), m_theme(themeFor(m_choice)) {
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

void ThemeChoice::connectTo(QAction& system, QAction& light, QAction& dark, QAction& highContrast) {
    const auto connectOne = [this](QAction& action, Choice choice) {
        action.setChecked(choice == m_choice);
        connect(&action, &QAction::triggered, this, [this, choice] { choose(choice); });
    };
    connectOne(system, Choice::system);
    connectOne(light, Choice::light);
    connectOne(dark, Choice::dark);
    connectOne(highContrast, Choice::highContrast);
}

Theme ThemeChoice::themeFor(Choice choice) const {
    switch (choice) {
    case Choice::light:
        return Theme::light();
    case Choice::dark:
        return Theme::dark();
    case Choice::highContrast:
        return Theme::highContrast();
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
