// SPDX-License-Identifier: GPL-3.0-or-later
// The breakpoints as a list: new ones are typed, what is not wanted any more is taken away.
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace heddle {

class Breakpoints;

// Thread: GUI only. `breakpoints` outlive it. It can stay open beside the window.
class BreakpointsDialog : public QDialog {
    Q_OBJECT
public:
    explicit BreakpointsDialog(Breakpoints& breakpoints, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void add();
    void removeChosen();
    void showAll();
    void addRow(QVBoxLayout* column);

    Breakpoints& m_breakpoints;
    QLineEdit* m_words;
    QLabel* m_objection;
    QListWidget* m_list;
    QPushButton* m_remove;
};

}  // namespace heddle
