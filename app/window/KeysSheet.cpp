// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/KeysSheet.h"

#include "app/window/Actions.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
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
            {KeysSheet::tr("Esc"), KeysSheet::tr("select nothing")}};
}

}  // namespace

KeysSheet::KeysSheet(const Actions& actions, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(fontMetrics().height() * 2);
    const auto addRow = [&](const QString& keys, const QString& words) {
        const int row = grid->rowCount();
        auto* key = new QLabel(keys, this);
        key->setProperty("role", "strong");
        grid->addWidget(key, row, 0);
        grid->addWidget(new QLabel(words, this), row, 1);
    };
    for (const QAction* action : actions.all())
        if (!action->shortcuts().isEmpty())
            addRow(keysOf(*action), action->iconText());
    addRow(tr("1 … 9"), tr("let the worker of that number go on with one operation"));
    for (const auto& [keys, words] : timelineKeys())
        addRow(keys, words);
    auto* close = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(close, &QDialogButtonBox::rejected, this, &QDialog::close);
    column->addLayout(grid);
    column->addSpacing(fontMetrics().height());
    column->addWidget(close);
}

}  // namespace heddle
