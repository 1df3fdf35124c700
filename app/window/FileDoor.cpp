// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/FileDoor.h"

#include <QFileDialog>
#include <QFileInfo>

namespace heddle {

FileDoor::FileDoor(QWidget* window) : QObject(window), m_window(window) {}

void FileDoor::askWhatToOpen() {
    auto* dialog = new QFileDialog(m_window, tr("Open a trace"), m_folder,
                                   tr("Heddle traces (*.heddle);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_folder = QFileInfo(path).absolutePath();
        emit openWanted(path);
    });
    dialog->open();
}

void FileDoor::askWhereToSave(const QString& suggestedName) {
    auto* dialog = new QFileDialog(m_window, tr("Save the trace"), m_folder, tr("Heddle traces (*.heddle)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("heddle"));
    dialog->selectFile(suggestedName);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_folder = QFileInfo(path).absolutePath();
        emit saveWanted(path);
    });
    dialog->open();
}

}  // namespace heddle
