// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/ElidedLabel.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

namespace heddle {

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
}

QSize ElidedLabel::minimumSizeHint() const {
    return {0, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QRect inner = contentsRect();
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, inner.width());
    style()->drawItemText(&painter, inner, static_cast<int>(alignment()), palette(), isEnabled(), shown,
                          foregroundRole());
}

bool ElidedLabel::event(QEvent* event) {
    const bool isWhole = fontMetrics().horizontalAdvance(text()) <= contentsRect().width();
    if (event->type() == QEvent::ToolTip &&
        (!isWhole || toolTip() == text()))  // else it is somebody else's tip
        setToolTip(isWhole ? QString() : text());
    return QLabel::event(event);
}

}  // namespace heddle
