// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/NoteField.h"

#include <QDialog>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QTextDocument>

#include <algorithm>

namespace heddle {

NoteField::NoteField(QPlainTextEdit& field, QDialog& dialog, int longest)
    : QObject(&field), m_field(field), m_dialog(dialog), m_longest(longest) {
    constexpr int lines = 4;
    m_field.setFixedHeight(m_field.fontMetrics().lineSpacing() * lines + m_field.fontMetrics().height());
    m_field.setTabChangesFocus(true);
    m_field.setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_field.selectAll();
    m_field.installEventFilter(this);
    connect(m_field.document(), &QTextDocument::contentsChange, this, [this](int from, int, int added) {
        m_addedEnd = from + added;
        m_added = added;
    });
    connect(&m_field, &QPlainTextEdit::textChanged, this, &NoteField::refuseSurplus);
}

// The change is undone and made anew as far as there is room, so that one undo takes back what one edit did.
void NoteField::refuseSurplus() {
    const QString note = m_field.toPlainText();
    const auto length = static_cast<int>(note.size());
    const int surplus = std::min(length - m_longest, m_added);
    if (surplus <= 0 || m_isRefusing)
        return;
    m_isRefusing = true;
    const int place = std::min(m_addedEnd, length) - surplus;
    const QString wanted = note.left(place), behind = note.mid(place + surplus);
    m_field.undo();
    const QString before = m_field.toPlainText();
    const auto same = std::mismatch(wanted.begin(), wanted.end(), before.begin(), before.end()).first;
    const auto from = static_cast<int>(same - wanted.begin());
    QTextCursor cursor = m_field.textCursor();
    cursor.setPosition(from);
    cursor.setPosition(std::max(from, static_cast<int>(before.size() - behind.size())),
                       QTextCursor::KeepAnchor);
    if (cursor.hasSelection() || place > from)
        cursor.insertText(wanted.mid(from));
    cursor.setPosition(place);
    m_field.setTextCursor(cursor);
    m_isRefusing = false;
}

bool NoteField::eventFilter(QObject* watched, QEvent* event) {
    const int key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent*>(event)->key() : 0;
    if (key != Qt::Key_Return && key != Qt::Key_Enter)
        return QObject::eventFilter(watched, event);
    m_dialog.accept();
    return true;
}

}  // namespace heddle
