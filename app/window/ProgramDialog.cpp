// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/ProgramDialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QToolButton>

namespace heddle {

namespace {

const QString commandsKey = QStringLiteral("programs/commands"),
              folderKey = QStringLiteral("programs/folder");

// As splitCommand() takes it apart again.
QString quoted(QString path) {
    path.replace(QLatin1Char('"'), QStringLiteral("\"\"\""));
    return path.contains(QLatin1Char(' ')) ? QLatin1Char('"') + path + QLatin1Char('"') : path;
}

// "" when the program can be run.
QString objectionTo(const QString& program, const QDir& folder) {
    if (!folder.exists())
        return ProgramDialog::tr("There is no folder %1.").arg(folder.path());
    if (!program.contains(QLatin1Char('/')))
        return QStandardPaths::findExecutable(program).isEmpty()
                   ? ProgramDialog::tr("There is no program %1 in PATH; ./%1 would be one in the folder.")
                         .arg(program)
                   : QString();
    const QFileInfo file(folder, program);
    if (!file.exists())
        return ProgramDialog::tr("There is no file %1.").arg(file.filePath());
    return file.isFile() && file.isExecutable()
               ? QString()
               : ProgramDialog::tr("%1 is not a program that can be run.").arg(file.filePath());
}

}  // namespace

ProgramDialog::ProgramDialog(QSettings& settings, QWidget* parent)
    : QDialog(parent), m_settings(settings), m_command(new QComboBox(this)), m_folder(new QLineEdit(this)),
      m_objection(new QLabel(this)),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this)) {
    setWindowTitle(tr("Run a program"));
    setAttribute(Qt::WA_DeleteOnClose);
    setUpFields();
    place();
    connect(m_command, &QComboBox::editTextChanged, this, &ProgramDialog::check);
    connect(m_folder, &QLineEdit::textChanged, this, &ProgramDialog::check);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &ProgramDialog::choose);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &ProgramDialog::reject);
    m_command->setFocus();
    check();
}

void ProgramDialog::setUpFields() {
    m_command->setObjectName(QStringLiteral("program.command"));
    m_command->setEditable(true);
    m_command->addItems(m_settings.value(commandsKey).toStringList());
    m_command->lineEdit()->setPlaceholderText(tr("./my-program argument"));
    m_command->lineEdit()->setProperty("role", "code");
    m_command->setMinimumContentsLength(36);
    m_folder->setObjectName(QStringLiteral("program.folder"));
    m_folder->setText(m_settings.value(folderKey, QDir::currentPath()).toString());
    m_folder->setProperty("role", "code");
    m_objection->setObjectName(QStringLiteral("program.objection"));
    m_objection->setProperty("role", "objection");
    m_objection->setWordWrap(true);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Run"));
    for (QAbstractButton* button : m_buttons->buttons())
        button->setIcon({});
}

void ProgramDialog::place() {
    auto* about = new QLabel(
        tr("A program that uses Heddle's library is seen to work. Any other can be run, and shows its "
           "processes and its output only."),
        this);
    about->setWordWrap(true);
    auto* form = new QFormLayout(this);
    form->addRow(about);
    form->addRow(tr("&Program and arguments"),
                 withBrowse(m_command, "program.browse", &ProgramDialog::browseForProgram));
    form->addRow(tr("&Folder"),
                 withBrowse(m_folder, "program.browseFolder", &ProgramDialog::browseForFolder));
    form->addRow(m_objection);
    form->addRow(m_buttons);
}

QWidget* ProgramDialog::withBrowse(QWidget* field, const char* name, void (ProgramDialog::*browse)()) {
    auto* both = new QWidget(this);
    auto* button = new QToolButton(both);
    button->setObjectName(QString::fromLatin1(name));
    button->setText(tr("Browse…"));
    button->setProperty("worded", true);
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins({});
    row->addWidget(field, 1);
    row->addWidget(button);
    both->setFocusProxy(field);
    connect(button, &QToolButton::clicked, this, browse);
    return both;
}

void ProgramDialog::browseForProgram() {
    auto* dialog = new QFileDialog(this, tr("Choose a program"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_command->setEditText(quoted(path));
        m_folder->setText(QFileInfo(path).absolutePath());
    });
    dialog->open();
}

void ProgramDialog::browseForFolder() {
    auto* dialog = new QFileDialog(this, tr("Choose the folder to start in"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, m_folder, &QLineEdit::setText);
    dialog->open();
}

void ProgramDialog::check() {
    const QStringList command = QProcess::splitCommand(m_command->currentText());
    const QString objection =
        command.isEmpty() ? QString() : objectionTo(command.front(), QDir(m_folder->text()));
    m_objection->setText(objection);
    m_objection->setVisible(!objection.isEmpty());
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(!command.isEmpty() && objection.isEmpty());
}

void ProgramDialog::choose() {
    const QString typed = m_command->currentText();
    QStringList commands = m_settings.value(commandsKey).toStringList();
    commands.removeAll(typed);
    commands.prepend(typed);
    m_settings.setValue(commandsKey, QStringList(commands.mid(0, most)));
    m_settings.setValue(folderKey, m_folder->text());
    accept();
    emit programChosen(QProcess::splitCommand(typed), m_folder->text());
}

}  // namespace heddle
