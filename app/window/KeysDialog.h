// SPDX-License-Identifier: GPL-3.0-or-later
// All commands with their keys; each can have another.
#pragma once

#include <QDialog>

class QAction;
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;
class QVBoxLayout;

namespace heddle {

class KeyChoice;

// Thread: GUI only. The choice outlives it.
class KeysDialog : public QDialog {
    Q_OBJECT
public:
    KeysDialog(KeyChoice& choice, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;  // Esc where a key is pressed

private:
    void setUpTable();
    void addRow(QVBoxLayout* column);
    void addButtons(QVBoxLayout* column);
    void askToResetAll();
    void fill();
    void showChosen();
    void choose();
    void object(const QString& sentence);
    void showFound(const QString& typed);
    QAction* chosen() const;

    KeyChoice& m_choice;
    QLineEdit* m_find;
    QTableWidget* m_table;
    QKeySequenceEdit* m_key;
    QLabel* m_objection;
    QPushButton *m_set, *m_none, *m_reset;
};

}  // namespace heddle
