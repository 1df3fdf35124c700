// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/InputField.h"

#include "app/theme/Theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

namespace heddle {

InputField::InputField(const Theme& theme, QWidget* parent) : QWidget(parent), m_line(new QLineEdit(this)) {
    m_line->setObjectName(QStringLiteral("output.input"));
    m_line->setAccessibleName(tr("Standard input of the program"));
    m_line->setToolTip(tr("What the program reads: Return sends the line"));
    m_line->setPlaceholderText(tr("standard input"));
    m_line->setProperty("role", "code");
    auto* end = new QToolButton(this);
    end->setObjectName(QStringLiteral("output.end"));
    end->setText(tr("End of input"));
    end->setToolTip(tr("The program finds the end of its standard input (Ctrl+D)"));
    end->setProperty("worded", true);
    end->setFocusPolicy(Qt::TabFocus);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.size(Measure::gap));
    row->addWidget(m_line, 1);
    row->addWidget(end);
    m_line->installEventFilter(this);
    connect(m_line, &QLineEdit::returnPressed, this, &InputField::sendLine);
    connect(end, &QToolButton::clicked, this, &InputField::end);
}

// No shortcut: to a line edit Ctrl+D is another name of Delete, and it would keep the key.
bool InputField::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto& key = static_cast<const QKeyEvent&>(*event);
    if (key.key() != Qt::Key_D || key.modifiers() != Qt::ControlModifier)
        return false;
    end();
    return true;
}

void InputField::begin() {
    m_line->clear();
    setEnabled(true);
}

void InputField::sendLine() {
    emit given(m_line->text().toUtf8() + '\n');
    m_line->clear();
}

// As on a terminal: what has been typed goes first.
void InputField::end() {
    if (!m_line->text().isEmpty())
        emit given(m_line->text().toUtf8());
    m_line->clear();
    setEnabled(false);
    emit ended();
}

}  // namespace heddle
