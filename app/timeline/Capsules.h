// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/TextFit.h"
#include "app/timeline/TimelineScope.h"

#include <optional>
#include <vector>

namespace heddle {

// The capsules of messages, so that none lies on another: a few stand above each other, more are one with
// their count. Those of an instant out of view are a mark at that edge. The messages outlive it. Thread: GUI
// only.
class Capsules {
public:
    explicit Capsules(const TimelineScope& scope);

    void place(const Message& message, QPointF at, std::size_t standsFor);  // itself, and others like it
    void placeGhost(const Message& message, QPointF at);                    // only where it would be
    void placeLying(std::size_t lane, std::size_t about);  // all that is in an object at the instant
    void lay(Picture& picture, const Picture& still);      // over it

private:
    struct Placed {
        QPointF centre;
        Message message;
        std::size_t standsFor = 1;
        bool isGhost = false;
    };
    using Heap = std::vector<Placed>;
    struct Lying {
        QPointF centre;
        QString text;
    };

    double widthOf(const QString& text) const;
    QRectF kept(double middle, double y, double width) const;
    QString contentOf(const Message& message) const;
    std::vector<Heap> heaps() const;
    bool touch(const Heap& above, const Heap& below) const;
    static double middleOf(const Heap& heap);
    bool isOfBeads(const Heap& heap) const;
    std::size_t mostBeadsAt(QPointF at) const;
    void layBeads(Picture& picture, Heap& heap) const;
    void layHeap(Picture& picture, const Heap& heap) const;
    void keepApart(Picture& picture, std::size_t first, std::vector<QRectF> words) const;
    std::optional<QRectF> besides(const QRectF& rect, const std::vector<QRectF>& taken,
                                  double mostAsidePx) const;
    void layLying(Picture& picture, const Lying& lying) const;
    void layBeyond(Picture& picture) const;
    QPointF onScreen(QPointF at) const;
    bool isInView(QPointF at) const;

    const TimelineScope& m_scope;
    const TextFit m_fit;
    const double m_height;
    std::vector<Placed> m_placed;
    std::vector<Lying> m_lying;
    std::size_t m_before = 0, m_behind = 0;  // what is in view
};

}  // namespace heddle
