// SPDX-License-Identifier: GPL-3.0-or-later
// The traces that were opened or saved last, the newest first; remembered.
#pragma once

#include <QObject>
#include <QStringList>

class QMenu;
class QSettings;

namespace heddle {

// Thread: GUI only. `settings` outlive it.
class RecentFiles : public QObject {
    Q_OBJECT
public:
    static constexpr int most = 10;

    explicit RecentFiles(QSettings& settings, QObject* parent = nullptr);

    void add(const QString& path);  // to the front, as an absolute path
    void clear();
    QStringList paths() const;

    void fill(QMenu& menu);  // one action for each file; the menu refills itself before it is shown

signals:
    void picked(QString path);

private:
    QSettings& m_settings;
};

}  // namespace heddle
