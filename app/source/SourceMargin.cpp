// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/source/SourceMargin.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

constexpr Type lettersType = Type::codeStrong, numberType = Type::codeSmall;
constexpr double markGap = 1, usualMark = 17, ringWidth = 2;

// Its right end is a point.
QPainterPath tagIn(const QRectF& rect) {
    const double point = rect.height() / 4;
    QPainterPath path(rect.topLeft());
    path.lineTo(rect.right() - point, rect.top());
    path.lineTo(rect.right(), rect.center().y());
    path.lineTo(rect.right() - point, rect.bottom());
    path.lineTo(rect.bottomLeft());
    path.closeSubpath();
    return path;
}

QPainterPath shapeIn(const QRectF& rect, MarkShape shape) {
    QPainterPath path;
    switch (shape) {
    case MarkShape::tag:
        return tagIn(rect);
    case MarkShape::disc:
    case MarkShape::ring:
        path.addRoundedRect(rect, rect.height() / 2, rect.height() / 2);
        return path;
    case MarkShape::square:
        path.addRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
        return path;
    }
    return path;
}

}  // namespace

void SourceMargin::setHighestNumber(int number) {
    m_digits = 2;
    for (int rest = number; rest >= 100; rest /= 10)
        ++m_digits;
}

void SourceMargin::makeRoomFor(std::size_t marks) {
    m_room = std::clamp(marks, m_room, mostRoom);
}

int SourceMargin::numbersWidth() const {
    const double digit = m_theme.width(numberType, QStringLiteral("0"));
    return static_cast<int>(std::ceil(m_digits * digit)) + 2 * m_theme.size(Measure::gap);
}

int SourceMargin::marksWidth() const {
    return static_cast<int>(static_cast<double>(m_room) * (usualMark + markGap)) + m_theme.size(Measure::gap);
}

double SourceMargin::markHeight(const MarginRow& row) const {
    return std::min(usualMark, row.rect.height() - 2);
}

double SourceMargin::widthOf(const QString& letters, double height) const {
    return std::max(height, m_theme.width(lettersType, letters) + m_theme.size(Measure::gap));
}

std::vector<SourceMargin::Place> SourceMargin::placesOf(const MarginRow& row) const {
    const double height = markHeight(row), top = std::floor(row.rect.center().y() - height / 2);
    const double begin = row.rect.left() + numbersWidth();
    const double end = row.rect.right() - m_theme.size(Measure::gap) / 2.0;
    std::vector<Place> places;
    const auto next = [&] { return places.empty() ? begin : places.back().rect.right() + markGap; };
    for (std::size_t mark = 0; mark < row.marks.size(); ++mark) {
        const QRectF rect(next(), top, widthOf(row.marks[mark].letters, height), height);
        if (rect.right() > end)
            break;
        places.push_back({rect, mark, 0});
    }
    if (places.size() == row.marks.size())
        return places;
    const double countWidth = widthOf(QStringLiteral("+%1").arg(row.marks.size()), height);
    while (!places.empty() && next() + countWidth > end)
        places.pop_back();
    const std::size_t more = row.marks.size() - places.size();
    places.push_back({QRectF(next(), top, countWidth, height), {}, more});
    return places;
}

std::optional<std::size_t> SourceMargin::markAt(const MarginRow& row, QPointF point) const {
    for (const Place& place : placesOf(row))
        if (place.rect.contains(point))
            return place.mark;
    return std::nullopt;
}

void SourceMargin::paint(QPainter& painter, const MarginRow& row) const {
    const QColor ground = m_theme.color(row.isMarked ? Tone::selection : Tone::surface);
    painter.fillRect(row.rect, ground);
    if (row.number > 0)
        paintNumber(painter, row);
    for (const Place& place : placesOf(row)) {
        if (place.mark)
            paintMark(painter, place.rect, row.marks[*place.mark], ground);
        else
            paintWords(painter, place.rect, QStringLiteral("+%1").arg(place.more), m_theme.color(Tone::text));
    }
}

// Where a run stops, the number lies on a tag.
void SourceMargin::paintNumber(QPainter& painter, const MarginRow& row) const {
    const double gap = m_theme.size(Measure::gap);
    const QRectF room(row.rect.left(), row.rect.top(), numbersWidth(), row.rect.height());
    QColor ink = m_theme.color(row.isKnown ? Tone::text : Tone::mutedText);
    if (row.isStop) {
        const QRectF tag = room.adjusted(gap / 4, 1.5, -gap / 4, -1.5);
        painter.fillPath(tagIn(tag), m_theme.color(Tone::accent));
        ink = m_theme.color(Tone::accentText);
    }
    painter.setFont(m_theme.font(numberType));
    painter.setPen(ink);
    painter.drawText(room.adjusted(0, 0, -gap, 0), Qt::AlignRight | Qt::AlignVCenter,
                     QString::number(row.number));
}

void SourceMargin::paintMark(QPainter& painter, const QRectF& rect, const WorkerMark& mark,
                             QColor ground) const {
    const QColor color = m_theme.color(mark.tone);
    if (mark.shape == MarkShape::ring) {
        const double half = ringWidth / 2;
        painter.setPen(QPen(color, ringWidth));
        painter.setBrush(ground);
        painter.drawPath(shapeIn(rect.adjusted(half, half, -half, -half), mark.shape));
        return paintWords(painter, rect, mark.letters, m_theme.color(Tone::text));
    }
    painter.fillPath(shapeIn(rect, mark.shape), color);
    paintWords(painter, rect, mark.letters, m_theme.textOn(color));
}

void SourceMargin::paintWords(QPainter& painter, const QRectF& rect, const QString& words, QColor ink) const {
    painter.setFont(m_theme.font(lettersType));
    painter.setPen(ink);
    painter.drawText(rect, Qt::AlignCenter, words);
}

}  // namespace heddle
