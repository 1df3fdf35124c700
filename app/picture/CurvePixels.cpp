// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/CurvePixels.h"

#include "app/picture/Pixels.h"

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

constexpr double pieceLengthPx = 12;  // so short that it is straight
constexpr int mostPieces = 400;

QPointF pointAt(const Cubic& curve, double part) {
    const double rest = 1 - part;
    return curve[0] * (rest * rest * rest) + curve[1] * (3 * rest * rest * part) +
           curve[2] * (3 * rest * part * part) + curve[3] * (part * part * part);
}

// Each pixel that the line passes shares its colour with its neighbour across the line (after Wu).
struct Pen {
    const Pixels& on;
    QRgb color;
    QRgb* first;
    qsizetype row;

    Pen(const Pixels& pixels, QRgb ink)
        : on(pixels), color(ink), first(reinterpret_cast<QRgb*>(pixels.image->bits())),
          row(pixels.image->bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb))) {}

    static int mixed(int below, int above, int share) { return below + (above - below) * share / 256; }

    void dot(int x, int y, double cover) const {
        if (!on.all.contains(x, y))
            return;
        QRgb& pixel = first[y * row + x];
        const int share = static_cast<int>(cover * 256);
        pixel = qRgb(mixed(qRed(pixel), qRed(color), share), mixed(qGreen(pixel), qGreen(color), share),
                     mixed(qBlue(pixel), qBlue(color), share));
    }

    // Along x, or with its coordinates changed for each other along y; without its last pixel, with which the
    // next piece begins.
    void line(double from, double to, double acrossFrom, double acrossTo, bool isAlongX) const {
        if (from > to) {
            std::swap(from, to);
            std::swap(acrossFrom, acrossTo);
        }
        const double slope = to > from ? (acrossTo - acrossFrom) / (to - from) : 0;
        const int end = static_cast<int>(std::ceil(to - 0.5));
        for (int at = static_cast<int>(std::ceil(from - 0.5)); at < end; ++at) {
            const double across = acrossFrom + (at + 0.5 - from) * slope - 0.5;
            const double floor = std::floor(across), share = across - floor;
            const int near = static_cast<int>(floor);
            isAlongX ? dot(at, near, 1 - share) : dot(near, at, 1 - share);
            isAlongX ? dot(at, near + 1, share) : dot(near + 1, at, share);
        }
    }
};

}  // namespace

bool writeCurve(QPainter& painter, const Cubic& curve, const QColor& color) {
    const auto pixels = pixelsUnder(painter, 1);
    if (!pixels || color.alpha() < 255)
        return false;
    const Pen pen(*pixels, color.rgb());
    const double length = std::hypot(curve[3].x() - curve[0].x(), curve[3].y() - curve[0].y());
    const int pieces = std::clamp(static_cast<int>(length / pieceLengthPx), 8, mostPieces);
    QPointF from = curve[0] + pixels->corner;
    for (int piece = 1; piece <= pieces; ++piece) {
        const QPointF to = pointAt(curve, static_cast<double>(piece) / pieces) + pixels->corner;
        if (std::abs(to.x() - from.x()) >= std::abs(to.y() - from.y()))
            pen.line(from.x(), to.x(), from.y(), to.y(), true);
        else
            pen.line(from.y(), to.y(), from.x(), to.x(), false);
        from = to;
    }
    return true;
}

}  // namespace heddle
