// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/EventRow.h"

#include "app/panels/EventsModel.h"
#include "core/world/Causality.h"

#include <QPainter>
#include <QTableView>

#include <algorithm>

namespace heddle {

EventRow::EventRow(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

int EventRow::height() const {
    return QFontMetrics(m_theme.font(Type::body)).height() + m_theme.size(Measure::gap);
}

QSize EventRow::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    const bool isWords = index.column() == EventsModel::workerColumn;
    const int gap = m_theme.size(Measure::gap), first = index.column() == EventsModel::stepColumn ? gap : 0;
    const int last = index.column() == EventsModel::movedColumn ? m_theme.size(Measure::margin) : 0;
    const QFontMetrics metrics(m_theme.font(isWords ? Type::body : Type::code));
    return {metrics.horizontalAdvance(index.data().toString()) + gap + gap / 2 + first + last, height()};
}

// As a lane is underlined: through for what happened before the event, in pieces for what did after it.
void EventRow::paintRelation(QPainter& painter, const QRect& row, const QVariant& relation) const {
    if (!relation.isValid())
        return;
    const auto how = static_cast<Causality::Relation>(relation.toInt());
    if (how != Causality::Relation::before && how != Causality::Relation::after)
        return;
    const int width = m_theme.size(Measure::gap) / 2, piece = row.height() / 5;
    const QColor tone = m_theme.color(Tone::accent);
    if (how == Causality::Relation::before)
        return painter.fillRect(QRect(row.topLeft(), QSize(width, row.height())), tone);
    for (int y = row.top() + piece; y + piece <= row.bottom() + 1; y += 2 * piece)
        painter.fillRect(QRect(row.left(), y, width, piece), tone);
}

// What is done and what is moved share the room of both columns, as each row needs it.
EventRow::Room EventRow::roomIn(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto* table = qobject_cast<const QTableView*>(option.widget);
    if (!table)
        return {option.rect, option.rect};
    const auto wanted = [&](int column) { return sizeHint(option, index.siblingAtColumn(column)).width(); };
    const int left = table->columnViewportPosition(EventsModel::operationColumn),
              usual = table->columnWidth(EventsModel::operationColumn),
              all = usual + table->columnWidth(EventsModel::movedColumn),
              operation = wanted(EventsModel::operationColumn), moved = wanted(EventsModel::movedColumn);
    const int width =
        operation + moved <= all ? all - moved : std::min(operation, std::max(usual, all - moved));
    const QRect row(left, option.rect.top(), all, option.rect.height());
    return {row.adjusted(0, 0, width - all, 0), row.adjusted(width, 0, 0, 0)};
}

void EventRow::paintText(QPainter& painter, const QRect& room, const QModelIndex& index, bool isMuted) const {
    const int column = index.column();
    const bool isWords = column == EventsModel::workerColumn;
    isMuted = isMuted || column == EventsModel::stepColumn || column == EventsModel::movedColumn ||
              !index.data(EventsModel::hasHappenedRole).toBool();
    painter.setFont(m_theme.font(isWords ? Type::body : Type::code));
    painter.setPen(m_theme.color(isMuted ? Tone::mutedText : Tone::text));
    const int gap = m_theme.size(Measure::gap), toEdge = m_theme.size(Measure::margin);
    const QRect inner = room.adjusted(gap / 2, 0, column == EventsModel::movedColumn ? -toEdge : -gap / 2, 0);
    const auto alignment = static_cast<Qt::Alignment>(index.data(Qt::TextAlignmentRole).toInt());
    // Names begin alike: "consumer-3" is told by its end.
    const auto cut = isWords ? Qt::ElideMiddle : Qt::ElideRight;
    painter.drawText(inner, alignment,
                     painter.fontMetrics().elidedText(index.data().toString(), cut, inner.width()));
}

void EventRow::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const int column = index.column();
    const bool isInForce = option.state.testFlag(QStyle::State_Enabled);  // else what is asked for is another
    painter->save();
    if (isInForce && option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, m_theme.color(Tone::selection));
    if (column == EventsModel::stepColumn)
        paintRelation(*painter, option.rect, index.data(EventsModel::relationRole));
    painter->setClipRect(option.rect, Qt::IntersectClip);
    if (column == EventsModel::operationColumn || column == EventsModel::movedColumn) {
        const Room room = roomIn(option, index);
        paintText(*painter, room.operation, index.siblingAtColumn(EventsModel::operationColumn), !isInForce);
        paintText(*painter, room.moved, index.siblingAtColumn(EventsModel::movedColumn), !isInForce);
    } else {
        paintText(*painter, option.rect, index, !isInForce);
    }
    painter->restore();
}

}  // namespace heddle
