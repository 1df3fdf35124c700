// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/theme/Theme.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QHash>

#include <algorithm>
#include <cmath>
#include <optional>

namespace heddle {

namespace {

struct Row {
    Tone tone;
    QRgb light, dark, highContrast;
};

constexpr std::size_t toneCount = static_cast<std::size_t>(Tone::last) + 1;

constexpr QRgb same = 0;

constexpr std::array<Row, toneCount> tones{{
    {Tone::ground, 0xFFF4F3EF, 0xFF16181B, 0xFF000000},
    {Tone::surface, 0xFFFFFFFF, 0xFF1F2226, 0xFF000000},
    {Tone::sidebar, 0xFFFAF9F6, 0xFF24272C, 0xFF000000},
    {Tone::control, 0xFFFFFFFF, 0xFF1F2226, 0xFF000000},
    {Tone::border, 0xFFD6D2CA, 0xFF3A3E44, 0xFFFFFFFF},
    {Tone::divider, 0xFFE4E1DB, 0xFF2C3035, 0xFFB0B0B0},
    {Tone::grid, 0xFFF0EEEA, 0xFF282B30, 0xFF333333},
    {Tone::text, 0xFF1D2125, 0xFFE8E9EB, 0xFFFFFFFF},
    {Tone::mutedText, 0xFF61676E, 0xFF9AA0A6, 0xFFE6E6E6},
    {Tone::accent, 0xFF0B63B6, 0xFF6DB3F2, 0xFFFFE14D},
    {Tone::accentText, 0xFFFFFFFF, 0xFF16181B, 0xFF000000},
    {Tone::selection, 0xFFE8F0FB, 0xFF22364D, 0xFF00366B},
    {Tone::running, 0xFF009E73, same, 0xFF00E39C},
    {Tone::waitsMessage, 0xFF56B4E9, same, 0xFF7FD0FF},
    {Tone::waitsLock, 0xFFD55E00, same, 0xFFFF9A4D},
    {Tone::held, 0xFFE69F00, same, 0xFFFFC94D},
    {Tone::idle, 0xFF9A9A9A, same, 0xFFD0D0D0},
    {Tone::system, 0xFF0072B2, same, 0xFF8FC4FF},
    {Tone::died, 0xFF8A2B2B, same, 0xFFFF8F8F},
    {Tone::hatch, 0x73FFFFFF, same, 0x73000000},
    {Tone::heldLine, 0xFFECB73F, 0xFFB47F09, 0xFFFFC94D},
    {Tone::runningLine, 0xFF5FBF9F, 0xFF0C7F60, 0xFF00AE7A},
    {Tone::depthFill, 0xFFB2D4E8, 0xFF153950, 0xFF23476B},
    {Tone::depthLine, 0xFF0072B2, same, 0xFF8FC4FF},
    {Tone::arrow, 0xFFA0A3A8, 0xFF666B71, 0xFFD0D0D0},
    {Tone::capacity, 0xFFC7C7C4, 0xFF4C5056, 0xFFD0D0D0},
    {Tone::trouble, 0xFFA84600, 0xFFFF9F5C, 0xFFFFA866},
    {Tone::codeText, 0xFF086B50, 0xFF6CCBA9, 0xFF7CFFB2},
    {Tone::codeNumber, 0xFF7A3E9D, 0xFFC9A4E8, 0xFFE3B7FF},
    {Tone::codeMeta, 0xFF7D4E00, 0xFFE0B070, 0xFFFFD27A},
    {Tone::bookmark, 0xFF7A3E9D, 0xFFC9A4E8, 0xFFE3B7FF},
}};

struct Size {
    Measure measure;
    int px;
};

constexpr std::array<Size, static_cast<std::size_t>(Measure::last) + 1> sizes{{
    {Measure::gap, 8},           {Measure::margin, 16},        {Measure::corner, 5},
    {Measure::workerCorner, 10}, {Measure::capsuleHeight, 24}, {Measure::headerHeight, 44},
    {Measure::rulerHeight, 22},  {Measure::laneNames, 112},    {Measure::widestLaneNames, 220},
    {Measure::lanePitch, 44},    {Measure::nestedPitch, 16},   {Measure::cellHeight, 30},
    {Measure::barHeight, 24},    {Measure::depthPitch, 76},    {Measure::depthHeight, 42},
    {Measure::groupPitch, 32},   {Measure::mapHeight, 38},     {Measure::switchLeft, 92},
    {Measure::switchWidth, 150}, {Measure::switchHeight, 26},  {Measure::column, 40},
    {Measure::filterWidth, 110}, {Measure::foldedHeight, 12},
}};

// Both tables are looked up by place.
constexpr bool areInOrder() {
    for (std::size_t i = 0; i < tones.size(); ++i)
        if (static_cast<std::size_t>(tones[i].tone) != i)
            return false;
    for (std::size_t i = 0; i < sizes.size(); ++i)
        if (static_cast<std::size_t>(sizes[i].measure) != i)
            return false;
    return true;
}
static_assert(areInOrder());

double channel(double value) {
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(QColor c) {
    return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}

QFont made(const QStringList& families, double pixels, QFont::Weight weight) {
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(static_cast<int>(std::lround(pixels)));
    font.setWeight(weight);
    return font;
}

QFont words(int pixels, QFont::Weight weight) {
    static const QStringList families{QStringLiteral("Inter"), QStringLiteral("Noto Sans"),
                                      QStringLiteral("DejaVu Sans"), QStringLiteral("sans-serif")};
    return made(families, pixels, weight);
}

QFont code(int pixels, QFont::Weight weight) {
    static const QStringList families{QStringLiteral("JetBrains Mono"), QStringLiteral("Noto Sans Mono"),
                                      QStringLiteral("DejaVu Sans Mono"), QStringLiteral("monospace")};
    QFont font = made(families, pixels, weight);
    font.setStyleHint(QFont::Monospace);
    return font;
}

}  // namespace

Theme Theme::light() {
    return Theme(Scheme::light);
}
Theme Theme::dark() {
    return Theme(Scheme::dark);
}
Theme Theme::highContrast() {
    return Theme(Scheme::highContrast);
}
Theme Theme::fitting(const QPalette& palette) {
    return Theme(palette.color(QPalette::Window).lightness() < 128 ? Scheme::dark : Scheme::light);
}

QColor Theme::color(Tone tone) const {
    const Row& row = tones[static_cast<std::size_t>(tone)];
    if (isHighContrast())
        return QColor::fromRgba(row.highContrast);
    return QColor::fromRgba(isDark() && row.dark != same ? row.dark : row.light);
}

int Theme::size(Measure measure) const {
    return sizes[static_cast<std::size_t>(measure)].px;
}

namespace {

QFont madeFont(Type type) {
    switch (type) {
    case Type::body:
        return words(13, QFont::Normal);
    case Type::strong:
        return words(13, QFont::DemiBold);
    case Type::title:
        return words(13, QFont::DemiBold);
    case Type::heading:
        return words(18, QFont::Bold);
    case Type::small:
        return words(12, QFont::Normal);
    case Type::code:
        return code(12, QFont::Normal);
    case Type::codeSmall:
        return code(11, QFont::Normal);
    case Type::codeStrong:
        return code(11, QFont::Bold);
    case Type::smallStrong:
        return words(12, QFont::DemiBold);
    case Type::capsule:
        return words(13, QFont::Bold);
    }
    return words(13, QFont::Normal);
}

}  // namespace

// Made once: a font that was used before has its glyphs at hand, a new one looks for them again.
QFont Theme::font(Type type) const {
    // Never destroyed: at the end of the program Qt's own store of glyphs goes first.
    static auto& made = *new std::array<std::optional<QFont>, static_cast<std::size_t>(Type::last) + 1>;
    std::optional<QFont>& font = made[static_cast<std::size_t>(type)];
    if (!font)
        font = madeFont(type);
    return *font;
}

// The same words are measured frame after frame, and to measure them is to shape them: half of a layout.
double Theme::width(Type type, const QString& text) const {
    constexpr qsizetype most = 8000;
    static auto& known = *new std::array<QHash<QString, double>, static_cast<std::size_t>(Type::last) + 1>;
    QHash<QString, double>& widths = known[static_cast<std::size_t>(type)];
    if (const auto found = widths.constFind(text); found != widths.constEnd())
        return *found;
    if (widths.size() >= most)
        widths.clear();
    return *widths.insert(text, QFontMetricsF(font(type)).horizontalAdvance(text));
}

QColor Theme::textOn(QColor fill) const {
    const QColor black(0, 0, 0), white(255, 255, 255);
    return contrast(fill, black) >= contrast(fill, white) ? black : white;
}

QPalette Theme::palette() const {
    QPalette p;
    p.setColor(QPalette::Window, color(Tone::ground));
    p.setColor(QPalette::WindowText, color(Tone::text));
    p.setColor(QPalette::Base, color(Tone::surface));
    p.setColor(QPalette::AlternateBase, color(Tone::ground));
    p.setColor(QPalette::Text, color(Tone::text));
    p.setColor(QPalette::PlaceholderText, color(Tone::mutedText));
    p.setColor(QPalette::Button, color(Tone::control));
    p.setColor(QPalette::ButtonText, color(Tone::text));
    p.setColor(QPalette::Highlight, color(Tone::accent));
    p.setColor(QPalette::HighlightedText, color(Tone::accentText));
    p.setColor(QPalette::ToolTipBase, color(Tone::surface));
    p.setColor(QPalette::ToolTipText, color(Tone::text));
    p.setColor(QPalette::Link, color(Tone::accent));
    p.setColor(QPalette::Mid, color(Tone::border));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, color(Tone::mutedText));
    return p;
}

double contrast(QColor a, QColor b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

}  // namespace heddle
