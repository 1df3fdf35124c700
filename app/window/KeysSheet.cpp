// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/KeysSheet.h"

#include "app/window/ActionWords.h"
#include "app/window/Actions.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace heddle {

namespace {

struct Row {
    QString keys, words;
};
struct Group {
    QString head;
    std::vector<Row> rows;
};

// Of the mouse, and keys that have no command.
std::vector<Row> otherKeysOf(const QString& group) {
    if (group == Actions::tr("Run"))
        return {{KeysSheet::tr("1 … 9"),
                 KeysSheet::tr("let the worker of that number go on with one operation")}};
    if (group == Actions::tr("Stage"))
        return {{KeysSheet::tr("arrows"), KeysSheet::tr("to the next thing or worker")},
                {KeysSheet::tr("drag"), KeysSheet::tr("move a thing; on the ground: the stage")}};
    if (group != Actions::tr("Timeline"))
        return {};
    return {{KeysSheet::tr("Ctrl+wheel, W S"), KeysSheet::tr("zoom at the pointer")},
            {KeysSheet::tr("Shift+wheel"), KeysSheet::tr("move along time")},
            {KeysSheet::tr("wheel"), KeysSheet::tr("scroll the lanes")},
            {KeysSheet::tr("drag"), KeysSheet::tr("select a range, and see its length and operations")},
            {KeysSheet::tr("Left Right"), KeysSheet::tr("along a lane")},
            {KeysSheet::tr("Up Down"), KeysSheet::tr("to the lane above or below")},
            {KeysSheet::tr("Shift+M"), KeysSheet::tr("keep the mark")},
            {KeysSheet::tr("Menu"), KeysSheet::tr("the menu of the lane where the cursor of lanes is")}};
}

std::vector<Group> groupsOf(const Actions& actions) {
    std::vector<Group> groups;
    for (const QAction* action : actions.all()) {
        const QString keys = ActionWords::keysOf(*action), head = ActionWords::groupOf(*action);
        if (keys.isEmpty())
            continue;
        if (groups.empty() || groups.back().head != head)
            groups.push_back({head, {}});
        groups.back().rows.push_back({keys, ActionWords::wordsOf(*action)});
    }
    for (Group& group : groups)
        for (const Row& row : otherKeysOf(group.head))
            group.rows.push_back(row);
    return groups;
}

// Those with these letters in their words or keys, or in their group's head.
std::vector<Group> found(std::vector<Group> groups, const QString& typed) {
    const auto has = [&](const QString& text) { return text.contains(typed, Qt::CaseInsensitive); };
    for (Group& group : groups)
        if (!has(group.head))
            std::erase_if(group.rows, [&](const Row& row) { return !has(row.keys) && !has(row.words); });
    std::erase_if(groups, [](const Group& group) { return group.rows.empty(); });
    return groups;
}

QGridLayout* gridOf(const std::vector<Group>& groups, QWidget* content) {
    auto* grid = new QGridLayout;
    const int gap = content->fontMetrics().height();
    grid->setHorizontalSpacing(gap);
    grid->setVerticalSpacing(gap / 4);
    int line = 0;
    for (const Group& group : groups) {
        auto* head = new QLabel(group.head, content);
        head->setProperty("role", "title");
        grid->setRowMinimumHeight(line, line > 0 ? 2 * gap : 0);
        grid->addWidget(head, line++, 0, 1, 2, Qt::AlignBottom);
        for (const Row& row : group.rows) {
            auto* key = new QLabel(row.keys, content);
            key->setProperty("role", "strong");
            grid->addWidget(key, line, 0);
            grid->addWidget(new QLabel(row.words, content), line++, 1);
        }
    }
    grid->setRowStretch(line, 1);
    grid->setColumnStretch(1, 1);
    return grid;
}

// Groups in two columns, from top to bottom, neither much longer than the other.
QWidget* sheetOf(const std::vector<Group>& groups) {
    const auto linesOf = [](const Group& group) { return group.rows.size() + 2; };
    std::size_t all = 0, left = 0, split = 0;
    for (const Group& group : groups)
        all += linesOf(group);
    while (split < groups.size() && 2 * left + linesOf(groups[split]) <= all)
        left += linesOf(groups[split++]);
    split = std::max<std::size_t>(split, groups.empty() ? 0 : 1);
    auto* content = new QWidget;
    auto* columns = new QHBoxLayout(content);
    columns->setSpacing(3 * content->fontMetrics().height());
    const auto middle = groups.begin() + static_cast<std::ptrdiff_t>(split);
    columns->addLayout(gridOf({groups.begin(), middle}, content), 1);
    columns->addLayout(gridOf({middle, groups.end()}, content), 1);
    return content;
}

}  // namespace

KeysSheet::KeysSheet(const Actions& actions, QWidget* parent)
    : QDialog(parent), m_actions(actions), m_find(new QLineEdit(this)), m_area(new QScrollArea(this)) {
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* title = new QLabel(tr("Keys"), this);
    title->setProperty("role", "title");
    m_find->setObjectName(QStringLiteral("keys.find"));
    m_find->setPlaceholderText(tr("some letters of a command, or a key"));
    m_find->setAccessibleName(tr("Some letters of a command, or a key"));
    m_find->setClearButtonEnabled(true);
    m_area->setObjectName(QStringLiteral("keys"));
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    auto* close = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton* change = close->addButton(tr("C&hange keys…"), QDialogButtonBox::ActionRole);
    change->setObjectName(QStringLiteral("keys.change"));
    for (QAbstractButton* button : close->buttons())
        qobject_cast<QPushButton*>(button)->setAutoDefault(false);
    connect(change, &QPushButton::clicked, this, &QDialog::close);  // what it tells may be another key soon
    connect(change, &QPushButton::clicked, actions.changeKeys, &QAction::trigger);
    connect(close, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* head = new QHBoxLayout;
    head->addWidget(title);
    head->addWidget(m_find, 1);
    auto* column = new QVBoxLayout(this);
    column->addLayout(head);
    column->addWidget(m_area);
    column->addWidget(close);
    find({});
    resize(fittingSize(*m_area, *close));
    connect(m_find, &QLineEdit::textChanged, this, &KeysSheet::find);
    m_find->installEventFilter(this);
    m_find->setFocus();
    connect(this, &QDialog::finished, parent, [parent] { parent->activateWindow(); });
}

void KeysSheet::find(const QString& typed) {
    const std::vector<Group> groups = found(groupsOf(m_actions), typed.trimmed());
    m_area->setWidget(groups.empty() ? new QLabel(tr("No key or command has these letters."))
                                     : sheetOf(groups));
}

// Keys that a line has no use for scroll the sheet.
bool KeysSheet::eventFilter(QObject* watched, QEvent* event) {
    const int key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent*>(event)->key() : 0;
    if (key != Qt::Key_Up && key != Qt::Key_Down && key != Qt::Key_PageUp && key != Qt::Key_PageDown)
        return QDialog::eventFilter(watched, event);
    QCoreApplication::sendEvent(m_area, event);
    return true;
}

// All of it, as far as the screen has room.
QSize KeysSheet::fittingSize(const QScrollArea& area, const QWidget& below) const {
    const int room = style()->pixelMetric(QStyle::PM_ScrollBarExtent) + fontMetrics().height();
    const QSize whole = area.widget()->sizeHint() + QSize(room, room + below.sizeHint().height()) +
                        QSize(2 * fontMetrics().height(), 2 * fontMetrics().height());
    return whole.boundedTo(screen()->availableSize() - QSize(0, 2 * fontMetrics().height()));
}

// Whoever asked for it wants to read it, and to close it with Esc: also where no window manager gives it the
// focus.
void KeysSheet::showEvent(QShowEvent* event) {
    QDialog::showEvent(event);
    activateWindow();
}

}  // namespace heddle
