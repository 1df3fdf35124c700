// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/CommandFinder.h"

#include "app/window/ActionWords.h"
#include "app/window/Actions.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <array>
#include <optional>

namespace heddle {

namespace {

constexpr int actionRole = Qt::UserRole;

QString lineOf(const QAction& action) {
    const QString words = ActionWords::wordsOf(action), keys = ActionWords::keysOf(action);
    return keys.isEmpty() ? words : CommandFinder::tr("%1   (%2)").arg(words, keys);
}

bool beginsAWord(const QString& words, const QString& typed) {
    for (qsizetype at = words.indexOf(typed, 0, Qt::CaseInsensitive); at >= 0;
         at = words.indexOf(typed, at + 1, Qt::CaseInsensitive))
        if (at == 0 || !words[at - 1].isLetterOrNumber())
            return true;
    return false;
}

// Of what is typed each word must be there: 0 where words begin so and the whole with all of it, 1 where
// words begin so, 2 where one is within another word ("move" in "Remove"); empty: it is no match.
std::optional<std::size_t> rankOf(const QAction& action, const QStringList& typed) {
    const QString own = ActionWords::wordsOf(action),
                  all = own + QLatin1Char(' ') + ActionWords::alsoOf(action);
    std::size_t rank = own.startsWith(typed.join(QLatin1Char(' ')), Qt::CaseInsensitive) ? 0 : 1;
    for (const QString& word : typed) {
        if (!all.contains(word, Qt::CaseInsensitive))
            return std::nullopt;
        rank = beginsAWord(all, word) ? rank : 2;
    }
    return rank;
}

QLabel* nothingFound(QWidget* parent) {
    auto* label = new QLabel(CommandFinder::tr("No command's name has these letters."), parent);
    label->setObjectName(QStringLiteral("commands.nothing"));
    label->setProperty("role", "quiet");
    return label;
}

}  // namespace

CommandFinder::CommandFinder(const Actions& actions, QWidget* parent)
    : QDialog(parent), m_actions(actions), m_typed(new QLineEdit(this)), m_list(new QListView(this)),
      m_nothing(nothingFound(this)), m_found(new QStandardItemModel(this)) {
    setWindowTitle(tr("Commands"));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
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
    connect(m_typed, &QLineEdit::textChanged, this, &CommandFinder::find);
    connect(m_typed, &QLineEdit::returnPressed, this, &CommandFinder::obey);
    connect(m_list, &QListView::activated, this, &CommandFinder::obey);
    connect(m_list, &QListView::clicked, this, &CommandFinder::obey);
    find({});
    m_typed->setFocus();
    connect(this, &QDialog::finished, parent, [parent] { parent->activateWindow(); });
}

void CommandFinder::find(const QString& typed) {
    const QStringList words = typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::array<QList<QAction*>, 3> found;
    for (QAction* action : m_actions.all())
        if (const auto rank = rankOf(*action, words))
            found[*rank] << action;
    m_found->clear();
    for (QAction* action : found[0] + found[1] + found[2]) {
        auto* item = new QStandardItem(lineOf(*action));
        item->setData(QVariant::fromValue(action), actionRole);
        item->setEnabled(action->isEnabled());
        item->setEditable(false);
        m_found->appendRow(item);
    }
    chooseFirst();
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
