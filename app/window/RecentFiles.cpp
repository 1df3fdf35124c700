// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/RecentFiles.h"

#include <QFileInfo>
#include <QMenu>
#include <QSettings>

namespace heddle {

namespace {
const QString key = QStringLiteral("recentFiles");
}

RecentFiles::RecentFiles(QSettings& settings, QObject* parent) : QObject(parent), m_settings(settings) {}

QStringList RecentFiles::paths() const {
    return m_settings.value(key).toStringList();
}

void RecentFiles::add(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList all = paths();
    all.removeAll(absolute);
    all.prepend(absolute);
    m_settings.setValue(key, QStringList(all.mid(0, most)));
}

void RecentFiles::clear() {
    m_settings.remove(key);
}

void RecentFiles::fill(QMenu& menu) {
    const auto refill = [this, &menu] {
        menu.clear();
        for (const QString& path : paths()) {
            QAction* action =
                menu.addAction(QFileInfo(path).fileName(), this, [this, path] { emit picked(path); });
            action->setToolTip(path);
        }
        if (menu.isEmpty())
            menu.addAction(tr("None yet"))->setEnabled(false);
        else
            menu.addSeparator();
        menu.addAction(tr("Forget these"), this, &RecentFiles::clear)->setEnabled(!paths().isEmpty());
    };
    menu.setToolTipsVisible(true);
    connect(&menu, &QMenu::aboutToShow, this, refill);
    refill();
}

}  // namespace heddle
