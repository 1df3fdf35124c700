// SPDX-License-Identifier: GPL-3.0-or-later
// Asks which program of one's own is to be run, with which arguments and where.
#pragma once

#include <QDialog>
#include <QString>
#include <QStringList>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QSettings;

namespace heddle {

// Thread: GUI only. `settings` outlive it; they keep the commands that were run last.
class ProgramDialog : public QDialog {
    Q_OBJECT
public:
    static constexpr int most = 10;  // commands that are kept

    ProgramDialog(QSettings& settings, QWidget* parent);

signals:
    // The first word is the program, as a path or looked up in PATH. Paths are meant from the folder.
    void programChosen(QStringList command, QString folder);

private:
    void setUpFields();
    void place();
    QWidget* withBrowse(QWidget* field, const char* name, void (ProgramDialog::*browse)());
    void browseForProgram();
    void browseForFolder();
    void check();  // what is wrong is said, and cannot be run
    void choose();

    QSettings& m_settings;
    QComboBox* m_command;
    QLineEdit* m_folder;
    QLabel* m_objection;
    QDialogButtonBox* m_buttons;
};

}  // namespace heddle
