// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/WorkerRow.h"

#include "app/panels/WorkersModel.h"

#include <QPainter>
#include <QPainterPath>

namespace heddle {

WorkerRow::WorkerRow(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

QSize WorkerRow::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    const int lines =
        QFontMetrics(m_theme.font(Type::strong)).height() + QFontMetrics(m_theme.font(Type::code)).height();
    return {0, lines + m_theme.size(Measure::gap) + m_theme.size(Measure::gap) / 2};
}

// Its stripe tells the state by colour, as its words and its mark do.
void WorkerRow::paintCard(QPainter& painter, const QRect& card, const QColor& ground,
                          const QColor& stripe) const {
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(card, m_theme.size(Measure::corner), m_theme.size(Measure::corner));
    painter.setClipPath(shape);
    painter.fillRect(card, ground);
    painter.fillRect(QRect(card.topLeft(), QSize(m_theme.size(Measure::gap) / 2, card.height())), stripe);
}

void WorkerRow::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const int gap = m_theme.size(Measure::gap);
    const QRect card = option.rect.adjusted(0, 0, 0, -gap / 2);
    const QColor state = m_theme.color(static_cast<Tone>(index.data(WorkersModel::toneRole).toInt()));
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);

    painter->save();
    paintCard(*painter, card, m_theme.color(isSelected ? Tone::selection : Tone::ground), state);

    const QRect inner = card.adjusted(gap + gap / 2 + gap / 4, gap / 2, -gap, -gap / 2);
    const QRect upper = inner.adjusted(0, 0, 0, -inner.height() / 2);
    const QRect lower = inner.adjusted(0, inner.height() / 2, 0, 0);

    painter->setFont(m_theme.font(Type::small));
    painter->setPen(m_theme.color(Tone::mutedText));
    const QString words = index.data(WorkersModel::stateRole).toString();
    const QFontMetrics small = painter->fontMetrics();
    const QFontMetrics strong(m_theme.font(Type::strong));
    const int beside = inner.width() - gap - strong.horizontalAdvance(index.data().toString());
    const int wordsWidth =
        std::min(small.horizontalAdvance(words) + 1, std::max(beside, inner.width() * 2 / 3));
    painter->drawText(upper, Qt::AlignRight | Qt::AlignVCenter,
                      small.elidedText(words, Qt::ElideRight, wordsWidth));

    painter->setFont(m_theme.font(Type::strong));
    painter->setPen(m_theme.color(Tone::text));
    const QString name = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle,
                                                           inner.width() - wordsWidth - gap);
    painter->drawText(upper, Qt::AlignLeft | Qt::AlignVCenter, name);

    painter->setPen(state);
    painter->drawText(lower, Qt::AlignRight | Qt::AlignVCenter,
                      index.data(WorkersModel::markRole).toString());
    painter->setFont(m_theme.font(Type::code));
    painter->setPen(m_theme.color(Tone::mutedText));
    painter->drawText(lower, Qt::AlignLeft | Qt::AlignVCenter,
                      index.data(WorkersModel::activityRole).toString());
    painter->restore();
}

}  // namespace heddle
