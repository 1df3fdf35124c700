// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/BreakpointsDialog.h"

#include "app/window/Breakpoints.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace heddle {

BreakpointsDialog::BreakpointsDialog(Breakpoints& breakpoints, QWidget* parent)
    : QDialog(parent), m_breakpoints(breakpoints), m_words(new QLineEdit(this)),
      m_objection(new QLabel(this)), m_list(new QListWidget(this)),
      m_remove(new QPushButton(tr("&Remove"), this)) {
    setWindowTitle(tr("Breakpoints"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(fontMetrics().averageCharWidth() * 64);
    auto* column = new QVBoxLayout(this);
    auto* about = new QLabel(tr("A run in steps or in slow motion stands still where one of these is met, "
                                "and is stepped from there."),
                             this);
    about->setWordWrap(true);
    column->addWidget(about);
    addRow(column);
    m_list->setObjectName(QStringLiteral("breakpoints.list"));
    m_list->setAccessibleName(tr("Breakpoints"));
    column->addWidget(m_list, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_remove->setObjectName(QStringLiteral("breakpoints.remove"));
    m_remove->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    buttons->addButton(m_remove, QDialogButtonBox::ActionRole);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_remove, &QPushButton::clicked, this, &BreakpointsDialog::removeChosen);
    m_list->installEventFilter(this);
    connect(m_list, &QListWidget::currentRowChanged, this,
            [this](int row) { m_remove->setEnabled(row >= 0); });
    connect(&m_breakpoints, &Breakpoints::changed, this, &BreakpointsDialog::showAll);
    showAll();
    m_words->setFocus();
}

void BreakpointsDialog::addRow(QVBoxLayout* column) {
    m_words->setObjectName(QStringLiteral("breakpoints.words"));
    m_words->setAccessibleName(tr("A new breakpoint"));
    m_words->setPlaceholderText(tr("object=jobs op=queue.get, line=23, message=8 or trouble"));
    m_objection->setObjectName(QStringLiteral("breakpoints.objection"));
    m_objection->setProperty("role", "objection");
    m_objection->setWordWrap(true);
    m_objection->hide();
    auto* addIt = new QPushButton(tr("&Add"), this);
    addIt->setObjectName(QStringLiteral("breakpoints.add"));
    addIt->setDefault(true);
    auto* row = new QHBoxLayout;
    row->addWidget(m_words, 1);
    row->addWidget(addIt);
    column->addLayout(row);
    column->addWidget(m_objection);
    connect(addIt, &QPushButton::clicked, this, &BreakpointsDialog::add);
    connect(m_words, &QLineEdit::textEdited, m_objection, &QWidget::hide);
}

void BreakpointsDialog::add() {
    const Result<void> done = m_breakpoints.add(m_words->text());
    m_objection->setVisible(!done);
    if (done)
        m_words->clear();
    else
        m_objection->setText(QString::fromStdString(done.error().sentence));
    m_words->setFocus();
}

// Delete takes away the chosen one.
bool BreakpointsDialog::eventFilter(QObject* watched, QEvent* event) {
    const bool isDelete = watched == m_list && event->type() == QEvent::KeyPress &&
                          static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete;
    if (!isDelete)
        return QDialog::eventFilter(watched, event);
    removeChosen();
    return true;
}

void BreakpointsDialog::removeChosen() {
    m_breakpoints.remove(m_list->currentRow());
}

void BreakpointsDialog::showAll() {
    const int row = m_list->currentRow();
    m_list->clear();
    for (const Breakpoint& each : m_breakpoints.all())
        m_list->addItem(QString::fromStdString(each.words));
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    m_remove->setEnabled(m_list->currentRow() >= 0);
}

}  // namespace heddle
