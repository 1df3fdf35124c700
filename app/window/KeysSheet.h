// SPDX-License-Identifier: GPL-3.0-or-later
// A sheet with every key of the window.
#pragma once

#include <QDialog>

class QScrollArea;

namespace heddle {

class Actions;

// Thread: GUI only. Does not stop what goes on behind it.
class KeysSheet : public QDialog {
    Q_OBJECT
public:
    KeysSheet(const Actions& actions, QWidget* parent);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QSize fittingSize(const QScrollArea& area, const QWidget& below) const;
};

}  // namespace heddle
