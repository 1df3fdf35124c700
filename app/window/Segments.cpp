// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Segments.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace heddle {

Segments::Segments(const QStringList& choices, QWidget* parent)
    : QFrame(parent), m_group(new QButtonGroup(this)) {
    setObjectName(QStringLiteral("segments"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (const QString& choice : choices) {
        auto* button = new QToolButton(this);
        button->setText(choice);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        m_group->addButton(button, static_cast<int>(m_group->buttons().size()));
        row->addWidget(button);
    }
    m_group->button(0)->setChecked(true);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int place, bool isChosen) {
        if (isChosen)
            emit choiceChanged(place);
    });
}

int Segments::chosen() const {
    return m_group->checkedId();
}

void Segments::setWords(int place, const QString& words) {
    qobject_cast<QToolButton*>(m_group->button(place))->setText(words);
}

void Segments::setTip(int place, const QString& tip) {
    m_group->button(place)->setToolTip(tip);
}

void Segments::setSmall(bool isSmall) {
    setProperty("small", isSmall);
}

void Segments::choose(int place) {
    m_group->button(place)->setChecked(true);
}

}  // namespace heddle
