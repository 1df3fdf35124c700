// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/OutcomeRow.h"

#include "app/panels/OutcomesModel.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace heddle {

namespace {

constexpr double sentencePart = 0.42;  // of the row's width

int markWidth(const Theme& theme) {
    return QFontMetrics(theme.font(Type::strong)).horizontalAdvance(QStringLiteral("⊘")) +
           theme.size(Measure::gap);
}

}  // namespace

OutcomeRow::OutcomeRow(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

QSize OutcomeRow::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    const int lines =
        QFontMetrics(m_theme.font(Type::strong)).height() + QFontMetrics(m_theme.font(Type::small)).height();
    return {0, lines + m_theme.size(Measure::gap) + m_theme.size(Measure::gap) / 2};
}

// What fails is hatched, too: colour alone tells nothing.
void OutcomeRow::paintBar(QPainter& painter, const QRect& room, const QModelIndex& index) const {
    const int corner = m_theme.size(Measure::corner) / 2;
    const double share = index.data(OutcomesModel::shareRole).toDouble();
    QRectF bar(room);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Tone::grid));
    painter.drawRoundedRect(bar, corner, corner);
    bar.setWidth(std::max(3.0, bar.width() * std::clamp(share, 0.0, 1.0)));
    QPainterPath shape;
    shape.addRoundedRect(bar, corner, corner);
    painter.fillPath(shape, m_theme.color(static_cast<Tone>(index.data(OutcomesModel::toneRole).toInt())));
    if (index.data(OutcomesModel::failingRole).toBool())
        painter.fillPath(shape, QBrush(m_theme.color(Tone::hatch), Qt::BDiagPattern));
}

void OutcomeRow::paintWords(QPainter& painter, const QRect& upper, const QRect& lower,
                            const QModelIndex& index) const {
    const int mark = markWidth(m_theme);
    const auto tone = static_cast<Tone>(index.data(OutcomesModel::toneRole).toInt());
    painter.setFont(m_theme.font(Type::strong));
    const bool isFailing = index.data(OutcomesModel::failingRole).toBool();
    painter.setPen(m_theme.color(isFailing ? Tone::trouble : tone));
    painter.drawText(upper, Qt::AlignLeft | Qt::AlignVCenter, index.data(OutcomesModel::markRole).toString());
    painter.setPen(m_theme.color(Tone::text));
    const QRect sentence = upper.adjusted(mark, 0, 0, 0);
    painter.drawText(
        sentence, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, sentence.width()));
    painter.setFont(m_theme.font(Type::small));
    painter.setPen(m_theme.color(Tone::mutedText));
    const QRect told = lower.adjusted(mark, 0, 0, 0);
    painter.drawText(told, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(index.data(OutcomesModel::toldRole).toString(),
                                                      Qt::ElideRight, told.width()));
}

void OutcomeRow::paint(QPainter* painter, const QStyleOptionViewItem& option,
                       const QModelIndex& index) const {
    const int gap = m_theme.size(Measure::gap);
    const QRect card = option.rect.adjusted(0, 0, 0, -gap / 2);
    const QRect inner = card.adjusted(gap, gap / 4, -gap, -gap / 4);
    const int upperHeight = QFontMetrics(m_theme.font(Type::strong)).height();
    const QRect upper(inner.topLeft(), QSize(inner.width(), upperHeight));
    const QRect lower(QPoint(inner.left(), upper.bottom() + 1),
                      QSize(inner.width(), inner.bottom() - upper.bottom()));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->setBrush(m_theme.color(isSelected ? Tone::selection : Tone::ground));
    painter->drawRoundedRect(card, m_theme.size(Measure::corner), m_theme.size(Measure::corner));
    const int sentenceWidth = static_cast<int>(inner.width() * sentencePart);
    paintWords(*painter, upper.adjusted(0, 0, sentenceWidth - inner.width(), 0), lower, index);
    const QString count = index.data(OutcomesModel::countRole).toString();
    const int countWidth =
        static_cast<int>(m_theme.width(Type::strong, OutcomesModel::tr("%1 of %2").arg(10'000).arg(10'000)));
    painter->setFont(m_theme.font(Type::strong));
    painter->setPen(m_theme.color(Tone::text));
    painter->drawText(upper, Qt::AlignRight | Qt::AlignVCenter, count);
    const int barInset = upperHeight / 6;
    paintBar(*painter, upper.adjusted(sentenceWidth + gap, barInset, -(countWidth + gap), -barInset), index);
    painter->restore();
}

}  // namespace heddle
