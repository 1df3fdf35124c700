// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/WorkerRow.h"

#include "app/panels/WorkersModel.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace heddle {

WorkerRow::WorkerRow(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

int WorkerRow::height() const {
    const int lines =
        QFontMetrics(m_theme.font(Type::strong)).height() + QFontMetrics(m_theme.font(Type::code)).height();
    return lines + m_theme.size(Measure::gap) + m_theme.size(Measure::gap) / 2;
}

QSize WorkerRow::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {0, height()};
}

QRect WorkerRow::buttonIn(const QRect& row) const {
    const int gap = m_theme.size(Measure::gap);
    const QRect card = row.adjusted(0, 0, 0, -gap / 2);
    const QFontMetrics strong(m_theme.font(Type::strong));
    const QSize size(strong.horizontalAdvance(QStringLiteral("0")) + 3 * gap, strong.height() + gap);
    return {QPoint(card.right() - gap / 2 - size.width(), card.center().y() - size.height() / 2), size};
}

bool WorkerRow::editorEvent(QEvent* event, QAbstractItemModel*, const QStyleOptionViewItem& option,
                            const QModelIndex& index) {
    const bool isOfButton = event->type() == QEvent::MouseButtonPress ||
                            event->type() == QEvent::MouseButtonRelease ||
                            event->type() == QEvent::MouseButtonDblClick;
    if (!isOfButton || !index.data(WorkersModel::turnRole).isValid())
        return false;
    const auto* mouse = static_cast<QMouseEvent*>(event);
    if (mouse->button() != Qt::LeftButton || !buttonIn(option.rect).contains(mouse->pos()))
        return false;
    if (event->type() == QEvent::MouseButtonRelease)
        emit stepWanted(index.row());
    return true;
}

// Its stripe tells the state by colour, and by hatching that it waits, as its words and its mark do.
void WorkerRow::paintCard(QPainter& painter, const QRect& card, const QColor& ground,
                          const QBrush& stripe) const {
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(card, m_theme.size(Measure::corner), m_theme.size(Measure::corner));
    painter.setClipPath(shape);
    painter.fillRect(card, ground);
    painter.fillRect(QRect(card.topLeft(), QSize(m_theme.size(Measure::gap) / 2, card.height())), stripe);
    painter.setClipping(false);
}

// Whole where it would go on, dashed where it would wait, none where it cannot be chosen; filled for whom N
// lets go.
void WorkerRow::paintButton(QPainter& painter, const QRect& button, const QModelIndex& index) const {
    const auto kind = static_cast<Turn::Kind>(index.data(WorkersModel::turnRole).toInt());
    const bool isNext = index.data(WorkersModel::isNextRole).toBool();
    if (kind != Turn::Kind::no) {
        const bool isWaiting = kind == Turn::Kind::wait;
        painter.setPen(QPen(m_theme.color(isWaiting ? Tone::mutedText : Tone::accent), 1,
                            isWaiting ? Qt::DashLine : Qt::SolidLine));
        painter.setBrush(m_theme.color(isNext ? Tone::selection : Tone::surface));
        const int corner = m_theme.size(Measure::corner);
        painter.drawRoundedRect(QRectF(button).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
    }
    painter.setFont(m_theme.font(Type::strong));
    painter.setPen(m_theme.color(kind == Turn::Kind::go ? Tone::text : Tone::mutedText));
    const QString number = index.data(WorkersModel::numberRole).toString();
    painter.drawText(button, Qt::AlignCenter,
                     !number.isEmpty() || kind == Turn::Kind::no ? number : QStringLiteral("▶"));
}

void WorkerRow::paintWords(QPainter& painter, const QRect& inner, const QColor& state,
                           const QModelIndex& index) const {
    const int gap = m_theme.size(Measure::gap);
    const QRect upper = inner.adjusted(0, 0, 0, -inner.height() / 2);
    const QRect lower = inner.adjusted(0, inner.height() / 2, 0, 0);
    painter.setFont(m_theme.font(Type::small));
    painter.setPen(m_theme.color(Tone::mutedText));
    QString words = index.data(WorkersModel::stateRole).toString();
    const QFontMetrics small = painter.fontMetrics();
    const QFontMetrics strong(m_theme.font(Type::strong));
    const int nameWidth = strong.horizontalAdvance(index.data().toString()) + 2;  // it is rounded
    const int beside = inner.width() - gap - nameWidth;
    const bool hasTurn = index.data(WorkersModel::turnRole).isValid();  // then who it is matters most
    if (hasTurn)  // and of "held, can go on" what it can: the same of all, whatever room their names leave
        words = words.section(QStringLiteral(", "), -1);
    const int wordsWidth =  // "waits for" tells the most of what it does; its mark and its stripe do so, too
        std::min(small.horizontalAdvance(words) + 1, std::max(beside, inner.width() / 3));
    painter.drawText(upper, Qt::AlignRight | Qt::AlignVCenter,
                     small.elidedText(words, Qt::ElideRight, wordsWidth));

    painter.setFont(m_theme.font(Type::strong));
    painter.setPen(m_theme.color(Tone::text));
    const QString name = painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle,
                                                          inner.width() - wordsWidth - gap);
    painter.drawText(upper, Qt::AlignLeft | Qt::AlignVCenter, name);

    const QString mark = index.data(WorkersModel::markRole).toString();
    const int markWidth = painter.fontMetrics().horizontalAdvance(mark);
    painter.setPen(state);
    painter.drawText(lower, Qt::AlignRight | Qt::AlignVCenter, mark);
    const QString next = index.data(WorkersModel::nextRole).toString();
    painter.setFont(m_theme.font(next.isEmpty() ? Type::code : Type::small));
    painter.setPen(m_theme.color(Tone::mutedText));
    const QString told = next.isEmpty() ? index.data(WorkersModel::activityRole).toString() : next;
    painter.drawText(lower, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(told, Qt::ElideRight, inner.width() - markWidth - gap));
}

void WorkerRow::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const int gap = m_theme.size(Measure::gap);
    const QRect card = option.rect.adjusted(0, 0, 0, -gap / 2);
    const auto tone = static_cast<Tone>(index.data(WorkersModel::toneRole).toInt());
    const QColor state = m_theme.color(tone);
    const bool waits = tone == Tone::waitsMessage || tone == Tone::waitsLock;
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool hasTurn = index.data(WorkersModel::turnRole).isValid();

    painter->save();
    paintCard(*painter, card, m_theme.color(isSelected ? Tone::selection : Tone::ground),
              QBrush(state, waits ? Qt::Dense4Pattern : Qt::SolidPattern));
    QRect inner = card.adjusted(gap + gap / 2 + gap / 4, gap / 2, -gap, -gap / 2);
    if (hasTurn) {
        const QRect button = buttonIn(option.rect);
        inner.setRight(button.left() - gap);
        paintButton(*painter, button, index);
    }
    paintWords(*painter, inner, state, index);
    painter->restore();
}

}  // namespace heddle
