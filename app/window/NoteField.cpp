// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/NoteField.h"

#include <QDialog>
#include <QKeyEvent>
#include <QPlainTextEdit>

namespace heddle {

NoteField::NoteField(QPlainTextEdit& field, QDialog& dialog, int longest)
    : QObject(&field), m_field(field), m_dialog(dialog) {
    constexpr int lines = 4;
    m_field.setFixedHeight(m_field.fontMetrics().lineSpacing() * lines + m_field.fontMetrics().height());
    m_field.setTabChangesFocus(true);
    m_field.setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_field.selectAll();
    m_field.installEventFilter(this);
    connect(&m_field, &QPlainTextEdit::textChanged, this, [this, longest] {
        const QString note = m_field.toPlainText();
        if (note.size() <= longest)
            return;
        m_field.setPlainText(note.left(longest));
        m_field.moveCursor(QTextCursor::End);
    });
}

bool NoteField::eventFilter(QObject* watched, QEvent* event) {
    const int key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent*>(event)->key() : 0;
    if (key != Qt::Key_Return && key != Qt::Key_Enter)
        return QObject::eventFilter(watched, event);
    m_dialog.accept();
    return true;
}

}  // namespace heddle
