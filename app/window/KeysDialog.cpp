// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/KeysDialog.h"

#include "app/models/Plural.h"
#include "app/window/ActionWords.h"
#include "app/window/KeyChoice.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace heddle {

KeysDialog::KeysDialog(KeyChoice& choice, QWidget* parent)
    : QDialog(parent), m_choice(choice), m_find(new QLineEdit(this)), m_table(new QTableWidget(this)),
      m_key(new QKeySequenceEdit(this)), m_objection(new QLabel(this)),
      m_set(new QPushButton(tr("&Set"), this)), m_none(new QPushButton(tr("&No key"), this)),
      m_reset(new QPushButton(tr("&Default"), this)) {
    setObjectName(QStringLiteral("changeKeys"));
    setWindowTitle(tr("Change keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_find->setObjectName(QStringLiteral("changeKeys.find"));
    m_find->setPlaceholderText(tr("some letters of a command"));
    m_find->setAccessibleName(tr("Some letters of a command"));
    setUpTable();
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_find);
    column->addWidget(m_table, 1);
    addRow(column);
    addButtons(column);
    resize(fontMetrics().averageCharWidth() * 80, fontMetrics().height() * 34);
    m_key->installEventFilter(this);
    connect(&m_choice, &KeyChoice::changed, this, &KeysDialog::fill);
    connect(m_find, &QLineEdit::textChanged, this, &KeysDialog::showFound);
    fill();
    m_table->setCurrentCell(0, 0);
    m_find->setFocus();
    connect(this, &QDialog::finished, parent, [parent] { parent->activateWindow(); });
}

void KeysDialog::setUpTable() {
    m_table->setObjectName(QStringLiteral("changeKeys.table"));
    m_table->setAccessibleName(tr("Commands and their keys"));
    m_table->setColumnCount(2);
    m_table->setHorizontalHeaderLabels({tr("command"), tr("key")});
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    connect(m_table, &QTableWidget::currentCellChanged, this, &KeysDialog::showChosen);
    connect(m_table, &QTableWidget::cellActivated, this, [this] { m_key->setFocus(); });
}

void KeysDialog::addRow(QVBoxLayout* column) {
    m_key->setObjectName(QStringLiteral("changeKeys.key"));
    m_key->setAccessibleName(tr("The new key: press it here"));
    m_set->setObjectName(QStringLiteral("changeKeys.set"));
    m_none->setObjectName(QStringLiteral("changeKeys.none"));
    m_reset->setObjectName(QStringLiteral("changeKeys.reset"));
    m_objection->setObjectName(QStringLiteral("changeKeys.objection"));
    m_objection->setProperty("role", "objection");
    m_objection->setTextFormat(Qt::PlainText);
    m_objection->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->addWidget(new QLabel(tr("Press the new key:"), this));
    row->addWidget(m_key, 1);
    for (QPushButton* each : {m_set, m_none, m_reset}) {
        each->setAutoDefault(false);  // Return may be the key
        row->addWidget(each);
    }
    column->addLayout(row);
    column->addWidget(m_objection);
    connect(m_set, &QPushButton::clicked, this, &KeysDialog::choose);
    connect(m_none, &QPushButton::clicked, this, [this] {
        m_key->clear();
        choose();
    });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        if (!m_choice.reset(*chosen()))
            object(tr("its key is another command's now; that one has to give it back first"));
    });
    // Told as soon as it is pressed, ahead of being set.
    connect(m_key, &QKeySequenceEdit::keySequenceChanged, this,
            [this](const QKeySequence& key) { object(m_choice.objection(*chosen(), key)); });
}

void KeysDialog::addButtons(QVBoxLayout* column) {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    QPushButton* all = buttons->addButton(tr("All de&faults"), QDialogButtonBox::ResetRole);
    all->setObjectName(QStringLiteral("changeKeys.resetAll"));
    all->setAutoDefault(false);
    connect(all, &QPushButton::clicked, this, &KeysDialog::askToResetAll);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    column->addWidget(buttons);
}

void KeysDialog::askToResetAll() {
    const QList<QAction*>& actions = m_choice.actions();
    const auto changed = std::count_if(actions.begin(), actions.end(),
                                       [this](const QAction* each) { return m_choice.isChanged(*each); });
    if (changed == 0)
        return object(tr("all keys are as they come"));
    const QString words = plural(
        "heddle::KeysDialog", QT_TRANSLATE_NOOP("heddle::KeysDialog", "Give up the one key that was chosen?"),
        QT_TRANSLATE_NOOP("heddle::KeysDialog", "Give up the %n keys that were chosen?"),
        static_cast<std::size_t>(changed));
    auto* question =
        new QMessageBox(QMessageBox::Question, tr("All defaults"), words, QMessageBox::Cancel, this);
    question->setObjectName(QStringLiteral("changeKeys.question"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* yes = question->addButton(tr("All &defaults"), QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("changeKeys.yes"));
    connect(yes, &QPushButton::clicked, &m_choice, &KeyChoice::resetAll);
    question->open();
}

void KeysDialog::fill() {
    const QList<QAction*>& actions = m_choice.actions();
    m_table->setRowCount(static_cast<int>(actions.size()));
    for (int row = 0; row < actions.size(); ++row) {
        auto* name = new QTableWidgetItem(ActionWords::nameOf(*actions[row]));
        auto* key = new QTableWidgetItem(ActionWords::keysOf(*actions[row]));
        QFont font = m_table->font();
        font.setBold(m_choice.isChanged(*actions[row]));
        key->setFont(font);
        key->setToolTip(font.bold() ? tr("chosen; it comes with another") : QString());
        m_table->setItem(row, 0, name);
        m_table->setItem(row, 1, key);
    }
    showChosen();
}

QAction* KeysDialog::chosen() const {
    return m_choice.actions()[std::max(m_table->currentRow(), 0)];
}

void KeysDialog::showChosen() {
    m_key->setKeySequence(chosen()->shortcut());
    m_reset->setEnabled(m_choice.isChanged(*chosen()));
    object({});
}

// Which can be no command's key: it leaves the field, and that as it was.
bool KeysDialog::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape)
        return QDialog::eventFilter(watched, event);
    showChosen();
    m_table->setFocus();
    return true;
}

void KeysDialog::choose() {
    if (m_choice.choose(*chosen(), m_key->keySequence()))
        return;
    object(m_choice.objection(*chosen(), m_key->keySequence()));
    m_key->setFocus();
}

void KeysDialog::object(const QString& sentence) {
    m_objection->setText(sentence);
}

void KeysDialog::showFound(const QString& typed) {
    int first = -1;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const bool isFound = m_table->item(row, 0)->text().contains(typed.trimmed(), Qt::CaseInsensitive);
        m_table->setRowHidden(row, !isFound);
        first = first < 0 && isFound ? row : first;
    }
    if (first >= 0)
        m_table->setCurrentCell(first, 0);
}

}  // namespace heddle
