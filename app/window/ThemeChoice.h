// SPDX-License-Identifier: GPL-3.0-or-later
// Light, dark, of high contrast, or as the desktop is; remembered, and laid over the whole application.
#pragma once

#include "app/theme/Theme.h"

#include <QObject>
#include <QPalette>

#include <optional>

class QAction;
class QSettings;

namespace heddle {

// Thread: GUI only. `settings` outlive it.
class ThemeChoice : public QObject {
    Q_OBJECT
public:
    enum class Choice { system, light, dark, highContrast };

    static std::optional<Choice> named(const QString& name);  // "system", "light", "dark", "high-contrast"

    explicit ThemeChoice(QSettings& settings, QObject* parent = nullptr);

    Choice choice() const { return m_choice; }
    const Theme& theme() const { return m_theme; }

    void connectTo(QAction& system, QAction& light, QAction& dark,
                   QAction& highContrast);  // they show and make the choice

public slots:
    void choose(heddle::ThemeChoice::Choice choice);

signals:
    void themeChanged(const heddle::Theme& theme);

private:
    Theme themeFor(Choice choice) const;
    void apply();

    QSettings& m_settings;
    const QPalette m_desktop;  // as it was before we painted over it
    Choice m_choice;
    Theme m_theme;
};

}  // namespace heddle
