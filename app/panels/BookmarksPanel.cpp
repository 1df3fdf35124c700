// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/BookmarksPanel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace heddle {

namespace {

constexpr int usualHeight = 270, usualWidth = 900;

}  // namespace

BookmarksPanel::BookmarksPanel(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_list(new QListWidget(this)), m_nothing(new QLabel(this)),
      m_add(button("bookmarks.add", tr("&Add at the instant…"), {})),
      m_edit(
          button("bookmarks.edit", tr("&Edit the note…"), tr("The note of the chosen one (double click)"))),
      m_remove(button("bookmarks.remove", tr("&Remove"), tr("Takes the chosen bookmark away (Delete)"))),
      m_putBack(button("bookmarks.putBack", tr("&Put back"), tr("Puts back what was removed last"))) {
    setObjectName(QStringLiteral("bookmarks"));
    setAttribute(Qt::WA_StyledBackground);
    m_list->setObjectName(QStringLiteral("bookmarks.list"));
    m_list->setAccessibleName(tr("Bookmarks"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTabKeyNavigation(false);
    m_list->installEventFilter(this);
    m_nothing->setProperty("role", "quiet");
    m_nothing->setWordWrap(true);
    const int margin = theme.size(Measure::margin), gap = theme.size(Measure::gap);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(gap);
    for (QPushButton* each : {m_add, m_edit, m_remove, m_putBack})
        buttons->addWidget(each);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(margin, gap, margin, gap);
    column->setSpacing(gap);
    column->addWidget(m_nothing);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);
    const auto chosen = [this] { return static_cast<std::size_t>(std::max(m_list->currentRow(), 0)); };
    connect(m_list, &QListWidget::itemClicked, this, [this, chosen] { emit picked(chosen()); });
    connect(m_list, &QListWidget::itemDoubleClicked, this, [this, chosen] { emit editWanted(chosen()); });
    connect(m_add, &QPushButton::clicked, this, &BookmarksPanel::addWanted);
    connect(m_edit, &QPushButton::clicked, this, [this, chosen] { emit editWanted(chosen()); });
    connect(m_remove, &QPushButton::clicked, this, [this, chosen] { emit removeWanted(chosen()); });
    connect(m_putBack, &QPushButton::clicked, this, &BookmarksPanel::putBackWanted);
    connect(m_list, &QListWidget::currentRowChanged, this, &BookmarksPanel::enableButtons);
    setBookmarks({}, false);
    setKeys({});
}

void BookmarksPanel::setKeys(const QString& keys) {
    const QString none = tr("No instant has a bookmark yet."), add = tr("A bookmark where the window is");
    m_nothing->setText(keys.isEmpty() ? none : tr("%1 %2 makes one where the window is.").arg(none, keys));
    m_add->setToolTip(keys.isEmpty() ? add : QStringLiteral("%1 (%2)").arg(add, keys));
}

QPushButton* BookmarksPanel::button(const char* name, const QString& words, const QString& tip) {
    auto* made = new QPushButton(words, this);
    made->setObjectName(QLatin1String(name));
    made->setToolTip(tip);
    return made;
}

QSize BookmarksPanel::sizeHint() const {
    return {usualWidth, usualHeight};
}

void BookmarksPanel::setBookmarks(const std::vector<BookmarkShown>& bookmarks, bool canPutBack) {
    const int row = m_list->currentRow();
    m_list->clear();
    for (const BookmarkShown& each : bookmarks) {
        auto* item = new QListWidgetItem(
            QStringLiteral("%1   %2").arg(each.when, each.note.isEmpty() ? each.sentence : each.note),
            m_list);
        item->setToolTip(each.sentence);
    }
    m_nothing->setVisible(bookmarks.empty());
    m_list->setVisible(!bookmarks.empty());
    m_putBack->setEnabled(canPutBack);
    m_here.reset();
    m_list->setCurrentRow(m_list->hasFocus() ? std::min(row, m_list->count() - 1) : -1);
    enableButtons();
}

void BookmarksPanel::setHere(std::optional<std::size_t> place) {
    if (std::exchange(m_here, place) == place || (!place && m_list->hasFocus()))
        return;  // whoever goes through the list chooses there
    m_list->setCurrentRow(place ? static_cast<int>(*place) : -1);
    enableButtons();
}

void BookmarksPanel::enableButtons() {
    for (QPushButton* each : {m_edit, m_remove})
        each->setEnabled(m_list->currentRow() >= 0);
}

bool BookmarksPanel::eventFilter(QObject* watched, QEvent* event) {
    const int key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent*>(event)->key() : 0;
    if (watched != m_list || m_list->currentRow() < 0 ||
        (key != Qt::Key_Delete && key != Qt::Key_Return && key != Qt::Key_Enter))
        return QWidget::eventFilter(watched, event);
    const auto place = static_cast<std::size_t>(m_list->currentRow());
    key == Qt::Key_Delete ? emit removeWanted(place) : emit picked(place);
    return true;
}

}  // namespace heddle
