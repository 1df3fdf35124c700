// SPDX-License-Identifier: GPL-3.0-or-later
// A sheet with every key of the window, by groups.
#pragma once

#include <QDialog>

class QLineEdit;
class QScrollArea;

namespace heddle {

class Actions;

// Thread: GUI only. The actions outlive it. Does not stop what goes on behind it.
class KeysSheet : public QDialog {
    Q_OBJECT
public:
    KeysSheet(const Actions& actions, QWidget* parent);

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void find(const QString& typed);
    QSize fittingSize(const QScrollArea& area, const QWidget& below) const;

    const Actions& m_actions;
    QLineEdit* m_find;
    QScrollArea* m_area;
};

}  // namespace heddle
