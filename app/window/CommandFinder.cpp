// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/CommandFinder.h"

#include "app/window/Actions.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QRegularExpression>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace heddle {

namespace {

constexpr int actionRole = Qt::UserRole;

QString wordsOf(const QAction& action) {
    const QString key = action.shortcut().toString(QKeySequence::NativeText);
    return key.isEmpty() ? action.iconText() : CommandFinder::tr("%1   (%2)").arg(action.iconText(), key);
}

QLabel* nothingFound(QWidget* parent) {
    auto* label = new QLabel(CommandFinder::tr("No command's name has these letters."), parent);
    label->setObjectName(QStringLiteral("commands.nothing"));
    label->setProperty("role", "quiet");
    return label;
}

}  // namespace

CommandFinder::CommandFinder(const Actions& actions, QWidget* parent)
    : QDialog(parent), m_typed(new QLineEdit(this)), m_list(new QListView(this)),
      m_nothing(nothingFound(this)), m_found(new QSortFilterProxyModel(this)) {
    setWindowTitle(tr("Commands"));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    auto* model = new QStandardItemModel(this);
    for (QAction* action : actions.all()) {
        auto* item = new QStandardItem(wordsOf(*action));
        item->setData(QVariant::fromValue(action), actionRole);
        item->setEnabled(action->isEnabled());
        item->setEditable(false);
        model->appendRow(item);
    }
    m_found->setSourceModel(model);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_typed->setObjectName(QStringLiteral("command"));
    m_typed->setPlaceholderText(tr("some letters of a command"));
    m_typed->setAccessibleName(tr("Some letters of a command"));
    m_list->setObjectName(QStringLiteral("commands"));
    m_list->setAccessibleName(tr("Commands that are found"));
    m_list->setModel(m_found);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_typed);
    column->addWidget(m_nothing);
    column->addWidget(m_list);
    resize(fontMetrics().averageCharWidth() * 60, fontMetrics().height() * 24);
    m_typed->installEventFilter(this);
    connect(m_typed, &QLineEdit::textChanged, this, [this](const QString& typed) {
        m_found->setFilterFixedString(typed.trimmed());
        chooseFirst();
    });
    connect(m_typed, &QLineEdit::returnPressed, this, &CommandFinder::obey);
    connect(m_list, &QListView::activated, this, &CommandFinder::obey);
    connect(m_list, &QListView::clicked, this, &CommandFinder::obey);
    chooseFirst();
    m_typed->setFocus();
    connect(this, &QDialog::finished, parent, [parent] { parent->activateWindow(); });
}

void CommandFinder::chooseFirst() {
    m_nothing->setVisible(m_found->rowCount() == 0);
    for (int row = 0; row < m_found->rowCount(); ++row)
        if (m_found->index(row, 0).flags() & Qt::ItemIsEnabled)
            return m_list->setCurrentIndex(m_found->index(row, 0));
}

void CommandFinder::obey() {
    const QModelIndex chosen = m_list->currentIndex();
    if (!chosen.isValid() || !(chosen.flags() & Qt::ItemIsEnabled))
        return;
    auto* action = chosen.data(actionRole).value<QAction*>();
    close();
    // Once the key is over: what a command says is to outlast it.
    QMetaObject::invokeMethod(action, "trigger", Qt::QueuedConnection);
}

bool CommandFinder::eventFilter(QObject* watched, QEvent* event) {
    const bool isKey = event->type() == QEvent::KeyPress;
    const int key = isKey ? static_cast<QKeyEvent*>(event)->key() : 0;
    if (key != Qt::Key_Up && key != Qt::Key_Down)
        return QDialog::eventFilter(watched, event);
    QCoreApplication::sendEvent(m_list, event);
    return true;
}

}  // namespace heddle
