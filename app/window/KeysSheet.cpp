// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/KeysSheet.h"

#include "app/window/Actions.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

namespace heddle {

namespace {

QString keysOf(const QAction& action) {
    QStringList keys;
    for (const QKeySequence& key : action.shortcuts())
        if (!key.isEmpty())  // a standard key that this desktop does not have
            keys << key.toString(QKeySequence::NativeText);
    keys.removeDuplicates();
    return keys.join(KeysSheet::tr("  or  "));
}

// Keys of the timeline have no action: they mean something only there.
QList<QPair<QString, QString>> timelineKeys() {
    return {{KeysSheet::tr("Ctrl+wheel, W S"), KeysSheet::tr("zoom at the pointer")},
            {KeysSheet::tr("Shift+wheel, A D"), KeysSheet::tr("move along time")},
            {KeysSheet::tr("wheel"), KeysSheet::tr("scroll the lanes")},
            {KeysSheet::tr("drag"), KeysSheet::tr("select a range, and see its length and operations")},
            {KeysSheet::tr("F"), KeysSheet::tr("what is selected fills the view; again: all")},
            {KeysSheet::tr("Left Right"), KeysSheet::tr("along a lane")},
            {KeysSheet::tr("Up Down"), KeysSheet::tr("to the lane above or below")},
            {KeysSheet::tr(". ,"), KeysSheet::tr("next and previous event")},
            {KeysSheet::tr("[ ]"), KeysSheet::tr("to where a message was sent, or taken")},
            {KeysSheet::tr("M, Shift+M"), KeysSheet::tr("mark what is selected, and keep the mark")},
            {KeysSheet::tr("Alt+Left, Alt+Right"), KeysSheet::tr("to the view before, or after")},
            {KeysSheet::tr("Menu"), KeysSheet::tr("the menu of the lane where the cursor of lanes is")},
            {KeysSheet::tr("Esc"), KeysSheet::tr("select nothing")}};
}

// Two columns of keys and words, from top to bottom.
QWidget* gridOf(const QList<QPair<QString, QString>>& rows) {
    constexpr int columns = 2;
    auto* content = new QWidget;
    auto* grid = new QGridLayout(content);
    const int gap = content->fontMetrics().height(),
              perColumn = (static_cast<int>(rows.size()) + columns - 1) / columns;
    grid->setHorizontalSpacing(gap);
    for (int number = 0; number < rows.size(); ++number) {
        auto* key = new QLabel(rows[number].first, content);
        key->setProperty("role", "strong");
        const int row = number % perColumn, column = number / perColumn * 3;
        grid->addWidget(key, row, column);
        grid->addWidget(new QLabel(rows[number].second, content), row, column + 1);
    }
    grid->setColumnMinimumWidth(2, 2 * gap);
    grid->setRowStretch(perColumn, 1);
    return content;
}

}  // namespace

KeysSheet::KeysSheet(const Actions& actions, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    QList<QPair<QString, QString>> rows;
    for (const QAction* action : actions.all())
        if (!action->shortcuts().isEmpty())
            rows << qMakePair(keysOf(*action), action->iconText());
    rows << qMakePair(tr("1 … 9"), tr("let the worker of that number go on with one operation"));
    rows << timelineKeys();
    auto* area = new QScrollArea(this);
    area->setObjectName(QStringLiteral("keys"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(gridOf(rows));
    area->setWidgetResizable(true);
    auto* close = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton* change = close->addButton(tr("C&hange keys…"), QDialogButtonBox::ActionRole);
    change->setObjectName(QStringLiteral("keys.change"));
    change->setAutoDefault(false);
    connect(change, &QPushButton::clicked, this, &QDialog::close);  // what it tells may be another key soon
    connect(change, &QPushButton::clicked, actions.changeKeys, &QAction::trigger);
    connect(close, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* column = new QVBoxLayout(this);
    column->addWidget(area);
    column->addWidget(close);
    resize(fittingSize(*area, *close));
    area->setFocus();  // so that keys scroll it
    connect(this, &QDialog::finished, parent, [parent] { parent->activateWindow(); });
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
