// SPDX-License-Identifier: GPL-3.0-or-later
// What stands left of a line of source: its number, whether a run stops there, and who stands there.
#pragma once

#include "app/source/WorkerMarks.h"

#include <QRectF>

#include <optional>
#include <vector>

class QPainter;

namespace heddle {

struct MarginRow {
    QRectF rect;  // of the margin beside the line
    int number = 0;
    bool isKnown = false;  // the run tells of operations there
    bool isStop = false;
    bool isMarked = false;  // the line has the ground of those where somebody stands
    std::vector<WorkerMark> marks;
};

// Thread: GUI only. A value.
class SourceMargin {
public:
    explicit SourceMargin(const Theme& theme) : m_theme(theme) {}

    void setHighestNumber(int number);    // of the source that is shown
    void makeRoomFor(std::size_t marks);  // on one line, as far as that is sensible; never less than before
    void forgetRoom() { m_room = leastRoom; }
    int width() const { return numbersWidth() + marksWidth(); }

    struct Place {
        QRectF rect;
        std::optional<std::size_t> mark;  // none: how many more there are
        std::size_t more = 0;
    };
    // From the left; those that have no room are counted at the end.
    std::vector<Place> placesOf(const MarginRow& row) const;
    std::optional<std::size_t> markAt(const MarginRow& row, QPointF point) const;
    bool isAtNumber(double x) const { return x < numbersWidth(); }
    void paint(QPainter& painter, const MarginRow& row) const;

private:
    static constexpr std::size_t leastRoom = 3, mostRoom = 5;
    int numbersWidth() const;
    int marksWidth() const;
    double markHeight(const MarginRow& row) const;
    double widthOf(const QString& letters, double height) const;
    void paintNumber(QPainter& painter, const MarginRow& row) const;
    void paintMark(QPainter& painter, const QRectF& rect, const WorkerMark& mark, QColor ground) const;
    void paintWords(QPainter& painter, const QRectF& rect, const QString& words, QColor ink) const;

    Theme m_theme;
    int m_digits = 2;
    std::size_t m_room = leastRoom;
};

}  // namespace heddle
