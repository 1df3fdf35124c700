// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/AboutBox.h"

#include "app/window/Icons.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace heddle {

void showAboutBox(QWidget* window) {
    auto* box = new QMessageBox(window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(QCoreApplication::translate("heddle::AboutBox", "About Heddle"));
    box->setIconPixmap(applicationIcon().pixmap(box->fontMetrics().height() * 4));
    box->setText(QStringLiteral("<b>Heddle %1</b>").arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(QCoreApplication::translate(
        "heddle::AboutBox",
        "Shows how concurrent programs behave: real threads and processes, each operation recorded.\n\n"
        "The window is free software under the GPL, version 3 or later; the engine is under the MIT "
        "licence."));
    box->open();
}

}  // namespace heddle
