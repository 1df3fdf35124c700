// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/FileDoor.h"

#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace heddle {

namespace {

// The one local file that is dragged; "" when it is anything else.
QString draggedFile(const QDropEvent& event) {
    const QList<QUrl> urls = event.mimeData()->urls();
    return urls.size() == 1 ? urls.front().toLocalFile() : QString();
}

}  // namespace

FileDoor::FileDoor(QWidget* window) : QObject(window), m_window(window) {
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

bool FileDoor::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto* drop = static_cast<QDropEvent*>(event);  // entering is one as well
    const QString path = draggedFile(*drop);
    if (path.isEmpty())
        return false;
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop)
        emit openWanted(path);
    return true;
}

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
    connect(dialog, &QDialog::rejected, this, &FileDoor::saveLeft);
    dialog->open();
}

}  // namespace heddle
