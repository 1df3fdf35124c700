// SPDX-License-Identifier: GPL-3.0-or-later
// Every command of the window by its name: beginnings of its words, or some letters of it, and Return.
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QListView;
class QStandardItemModel;

namespace heddle {

class Actions;

// Thread: GUI only. The actions outlive it.
class CommandFinder : public QDialog {
    Q_OBJECT
public:
    CommandFinder(const Actions& actions, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;  // Up and Down, while one types

private:
    void find(const QString& typed);
    void obey();  // does what is chosen
    void chooseFirst();

    const Actions& m_actions;
    QLineEdit* m_typed;
    QListView* m_list;
    QLabel* m_nothing;  // says that none is found
    QStandardItemModel* m_found;
};

}  // namespace heddle
