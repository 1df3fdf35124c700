// SPDX-License-Identifier: GPL-3.0-or-later
// The part of StageScene that says from where it is looked at.
#include "app/picture/TextFit.h"
#include "app/stage/StageScene.h"
#include "app/stage/StageWords.h"

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

constexpr double leastZoom = 0.1, mostZoom = 4, marginPx = 18, topPx = 5, footPx = 34;
constexpr double signHeightPx = 24, depthWidthPx = 130, fitWidthPx = 64, outWidthPx = 46, outOffPx = 6;
constexpr std::size_t left = 0, right = 1, top = 2, bottom = 3;

QString depthWords(Depth depth) {
    switch (depth) {
    case Depth::program:
        return StageWords::tr("program depth");
    case Depth::library:
        return StageWords::tr("library depth");
    case Depth::system:
        return StageWords::tr("system depth");
    }
    return {};
}

// Of what is larger than the room: it stays where it is while the wanted is in view, and else brings that
// into the middle. Both in pixels from the beginning of all, which ends at `end`.
double followed(double before, double wantedFrom, double wantedTo, double end, double room) {
    constexpr double asidePx = 12;
    double begin = before;
    if (wantedFrom - asidePx < begin || wantedTo + asidePx > begin + room)
        begin = (wantedFrom + wantedTo - room) / 2;
    return std::clamp(begin, 0.0, std::max(end - room, 0.0));
}

// A ring says what it says only as a whole.
double leastScaleOf(const StagePlan& plan) {
    constexpr double ofRing = 0.55;
    return plan.ringLane.isNull() ? legibleScale : ofRing;
}

}  // namespace

QRectF StageScene::area() const {
    const double top = m_theme.size(Measure::headerHeight);
    return {0, top, std::max(m_size.width(), 1.0), std::max(m_size.height() - top - footPx, 1.0)};
}

QRectF StageScene::room() const {
    QRectF room = area().adjusted(marginPx, topPx, -marginPx, -topPx);
    room.setSize(room.size().expandedTo({1, 1}));
    return room;
}

double StageScene::wholeScale() const {
    const QSizeF into = room().size(), all = m_plan.bounds.size();
    if (all.isEmpty())
        return largestFit;
    return std::clamp(std::min(into.width() / all.width(), into.height() / all.height()), leastZoom,
                      largestFit);
}

QRectF StageScene::told() const {
    QRectF told;
    if (const std::optional<std::size_t> shown = m_scope.eventShown()) {
        const Event event = m_cast.trace()->event(*shown);
        for (const auto& box : {m_plan.boxOf(m_cast, event.worker), m_plan.boxOf(m_cast, event.object)})
            if (box)
                told |= m_plan.boxes[*box].rect;
    }
    return told;
}

void StageScene::refit() {
    const QRectF into = room(), &all = m_plan.bounds;
    if (m_fit == StageFit::byHand || all.isEmpty())
        return;
    const bool isLegible = m_fit == StageFit::legible;
    const double scale = isLegible ? std::max(wholeScale(), leastScaleOf(m_plan)) : wholeScale();
    const bool wasThere = m_view.m11() == scale;
    const QRectF told = this->told();
    QPointF corner = into.center() - all.center() * scale;
    const QPointF before =
        wasThere ? into.topLeft() - all.topLeft() * scale - QPointF(m_view.dx(), m_view.dy()) : QPointF();
    const auto along = [&](double was, double from, double to, double size, double roomPx) {
        return told.isEmpty() ? was : followed(was, from * scale, to * scale, size * scale, roomPx);
    };
    if (all.width() * scale > into.width())
        corner.setX(into.left() - all.left() * scale -
                    along(before.x(), told.left() - all.left(), told.right() - all.left(), all.width(),
                          into.width()));
    if (all.height() * scale > into.height())
        corner.setY(into.top() - all.top() * scale -
                    along(before.y(), told.top() - all.top(), told.bottom() - all.top(), all.height(),
                          into.height()));
    m_view = QTransform(scale, 0, 0, scale, std::round(corner.x()), std::round(corner.y()));
}

void StageScene::follow() {
    ready();
    if (m_fit == StageFit::legible)
        refit();
}

void StageScene::setUsualFit(StageFit fit) {
    m_fit = m_usualFit = fit;
    m_isStale = true;
}

bool StageScene::isCut() const {
    return m_usualFit == StageFit::legible && wholeScale() < leastScaleOf(m_plan);
}

StageFit StageScene::nextFit() {
    ready();
    return m_fit == StageFit::whole && isCut() ? StageFit::legible : StageFit::whole;
}

// What can be read whole stays readable when it grows.
void StageScene::fit() {
    const StageFit next = nextFit();
    m_fit = isCut() ? next : m_usualFit;
    refit();
}

void StageScene::fitWhole() {
    m_fit = StageFit::whole;
    ready();
    refit();
}

void StageScene::show(const StageLook& look) {
    m_isStale |= m_wishes.turned != look.turned || m_wishes.carried != look.carried;
    m_wishes.turned = look.turned;
    m_wishes.carried = look.carried;
    m_fit = look.fit;
    ready();
    m_fit == StageFit::byHand ? void(m_view = look.view) : refit();
}

void StageScene::zoom(double factor, QPointF at) {
    const double before = view().m11(), scale = std::clamp(before * factor, leastZoom, mostZoom);
    const QPointF corner = at - (at - QPointF(m_view.dx(), m_view.dy())) * (scale / before);
    m_view = QTransform(scale, 0, 0, scale, std::round(corner.x()), std::round(corner.y()));
    m_fit = StageFit::byHand;
}

// Some of it stays in view, however far one drags.
void StageScene::pan(QPointF by) {
    constexpr double leastPx = 60;
    const auto back = [](double least, double most) {
        return least > most ? 0 : std::clamp(0.0, least, most);
    };
    const QRectF shown = view().mapRect(m_plan.bounds).translated(by), room = area();
    const double x = back(room.left() + leastPx - shown.right(), room.right() - leastPx - shown.left());
    const double y = back(room.top() + leastPx - shown.bottom(), room.bottom() - leastPx - shown.top());
    m_view = QTransform(m_view.m11(), 0, 0, m_view.m22(), m_view.dx() + by.x() + x, m_view.dy() + by.y() + y);
    m_fit = StageFit::byHand;
}

QRectF StageScene::fitSign() const {
    const double y = (m_theme.size(Measure::headerHeight) - signHeightPx) / 2.0;
    return {m_size.width() - m_theme.size(Measure::margin) - fitWidthPx, y, fitWidthPx, signHeightPx};
}

QRectF StageScene::depthSign() const {
    return {fitSign().left() - depthWidthPx - m_theme.size(Measure::gap), fitSign().top(), depthWidthPx,
            signHeightPx};
}

// Of whom more than a quarter is out of view.
std::array<std::size_t, 4> StageScene::outOfView() const {
    constexpr double mostCut = 0.25;
    std::array<std::size_t, 4> out{};
    const QRectF in = area();
    for (const StageBox& box : m_plan.boxes) {
        const QRectF at = m_view.mapRect(box.rect);
        const QPointF cut(mostCut * at.width(), mostCut * at.height());
        if (at.left() + cut.x() < in.left() || at.right() - cut.x() > in.right())
            ++out[at.left() + cut.x() < in.left() ? left : right];
        else if (at.top() + cut.y() < in.top() || at.bottom() - cut.y() > in.bottom())
            ++out[at.top() + cut.y() < in.top() ? top : bottom];
    }
    return out;
}

// Where it covers least; and that as near to the middle of its side as can be.
QRectF StageScene::signOut(std::size_t side) const {
    constexpr double stepPx = 12;
    const QRectF in = area();
    const bool isUpright = side == left || side == right;
    QRectF usual(0, 0, outWidthPx, signHeightPx);
    usual.moveCenter(in.center());
    if (isUpright)
        usual.moveLeft(side == left ? in.left() + outOffPx : in.right() - outOffPx - outWidthPx);
    else
        usual.moveTop(side == top ? in.top() : in.bottom() - signHeightPx);
    const double room = isUpright ? in.height() - signHeightPx : in.width() - outWidthPx;
    QRectF best = usual;
    double least = coveredBy(usual);
    for (double off = stepPx; least > 0 && off <= room / 2; off += stepPx)
        for (const double sign : {1.0, -1.0}) {
            const QRectF tried = usual.translated(isUpright ? 0 : sign * off, isUpright ? sign * off : 0);
            if (const double covered = coveredBy(tried); covered < least)
                least = covered, best = tried;
        }
    return best;
}

double StageScene::coveredBy(const QRectF& sign) const {
    double covered = 0;
    for (const StageBox& box : m_plan.boxes) {
        const double belowPx = box.isOfWorkers() ? 0 : waitersPx;
        const QRectF under = m_view.mapRect(box.rect.adjusted(0, 0, 0, belowPx)) & sign;
        covered += under.width() * under.height();
    }
    return covered;
}

std::optional<QPointF> StageScene::wayOutAt(QPointF point) {
    constexpr double part = 0.7;  // of what is in view
    ready();
    const std::array<std::size_t, 4> out = outOfView();
    for (std::size_t side = 0; side < out.size(); ++side)
        if (out[side] > 0 && signOut(side).contains(point)) {
            const double sign = side == left || side == top ? part : -part;
            return side == left || side == right ? QPointF(sign * area().width(), 0)
                                                 : QPointF(0, sign * area().height());
        }
    return std::nullopt;
}

Picture StageScene::margins() {
    ready();
    Picture picture = caption();
    picture.add(PictureText{depthSign(), StageWords::tr("%1 ▾").arg(depthWords(m_wishes.depth)), Type::small,
                            Tone::mutedText, Qt::AlignRight | Qt::AlignVCenter});
    const QString fitWords =
        nextFit() == StageFit::legible ? StageWords::tr("readable") : StageWords::tr("whole");
    picture.add(
        PictureText{fitSign(), fitWords, Type::small, Tone::mutedText, Qt::AlignRight | Qt::AlignVCenter});
    const std::array<std::size_t, 4> out = outOfView();
    const std::array words{StageWords::tr("◂ %1"), StageWords::tr("%1 ▸"), StageWords::tr("▴ %1"),
                           StageWords::tr("▾ %1")};
    for (std::size_t side = 0; side < out.size(); ++side)
        if (out[side] > 0) {
            const double radius = signHeightPx / 2;
            picture.add(PictureFill{signOut(side), Tone::surface, radius});
            picture.add(PictureOutline{signOut(side), Tone::border, radius, 1});
            picture.add(PictureText{signOut(side), words[side].arg(out[side]), Type::smallStrong, Tone::text,
                                    Qt::AlignCenter});
        }
    return picture;
}

}  // namespace heddle
