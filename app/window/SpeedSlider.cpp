// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/SpeedSlider.h"

#include "app/panels/Wording.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>
#include <utility>

namespace heddle {

namespace {

// A speed of 1 is the whole run in its usual time; the slider reaches a hundredfold faster, and as much
// slower, or as much as the steps of a long run need to be told apart.
constexpr int notchesPerTenfold = 10, furthest = 2 * notchesPerTenfold, stride = 3;

constexpr double fewestStepsPerSecond = 0.1, fewestNsPerSecond = 1000;
constexpr double longestSaid = 600;                // of a run, in seconds; slower than that, its pace is told
constexpr double usualOperationsPerSecond = 1.25;  // slow enough to be read

double speedAt(int notch) {
    return std::pow(10.0, double(notch) / notchesPerTenfold);
}
int notchOf(double speed) {
    return static_cast<int>(std::lround(std::log10(speed) * notchesPerTenfold));
}

Span spanOf(double seconds) {
    return {static_cast<std::int64_t>(std::min(seconds, 1e9) * 1e9)};
}

}  // namespace

SpeedSlider::SpeedSlider(Playback& playback, QWidget* parent)
    : QWidget(parent), m_playback(playback), m_slider(new QSlider(Qt::Horizontal, this)),
      m_title(new QLabel(tr("Speed"), this)), m_words(new QLabel(this)) {
    m_title->setProperty("role", "quiet");
    m_title->setBuddy(m_slider);
    m_words->setProperty("role", "quiet");
    m_words->setObjectName(QStringLiteral("speed.words"));
    m_slider->setObjectName(QStringLiteral("speed"));
    m_slider->setAccessibleName(tr("Speed"));
    m_slider->setRange(-furthest, furthest);
    m_slider->setPageStep(stride);
    m_slider->setFocusPolicy(Qt::TabFocus);
    m_slider->setMinimumWidth(fontMetrics().horizontalAdvance(QLatin1Char('0')) * 8);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_title);
    row->addWidget(m_slider, 1);
    row->addWidget(m_words);
    connect(m_slider, &QSlider::valueChanged, this, [this](int notch) {
        m_playback.setSpeed(speedAt(notch));
        emit paceChanged();
    });
    connect(&m_playback, &Playback::speedChanged, this, &SpeedSlider::showSpeed);
    connect(&m_playback, &Playback::axisChanged, this, &SpeedSlider::showSpeed);
    connect(&m_playback, &Playback::lengthChanged, this, &SpeedSlider::showSpeed);
    connect(&m_playback, &Playback::traceChanged, this, &SpeedSlider::showSpeed);
    showSpeed();
}

void SpeedSlider::setKeys(const QKeySequence& slower, const QKeySequence& faster) {
    m_slower = slower;
    m_faster = faster;
    showSpeed();
}

void SpeedSlider::setTerse(bool isTerse) {
    m_title->setVisible(!isTerse);
    if (std::exchange(m_isTerse, isTerse) != isTerse)
        showSpeed();
}

void SpeedSlider::setOf(Of of) {
    if (std::exchange(m_of, of) != of)
        showSpeed();
}

std::optional<double> SpeedSlider::operationsPerSecond() const {
    if (m_of == Of::chooser && m_slider->value() == m_slider->maximum())
        return std::nullopt;
    return usualOperationsPerSecond * m_playback.speed();
}

void SpeedSlider::faster() {
    m_slider->setValue(m_slider->value() + stride);
}
void SpeedSlider::slower() {
    m_slider->setValue(m_slider->value() - stride);
}

int SpeedSlider::slowestNotch() const {
    const double usual = std::abs(m_playback.positionsPerSecond()) / m_playback.speed();
    const double fewest = m_playback.axis() == Axis::steps ? fewestStepsPerSecond : fewestNsPerSecond;
    return m_of != Of::view || usual <= 0 ? -furthest : std::min(-furthest, notchOf(fewest / usual));
}

void SpeedSlider::showSpeed() {
    const int slowest = slowestNotch();
    if (m_playback.speed() < speedAt(slowest))
        return m_playback.setSpeed(speedAt(slowest));  // it was a longer run's
    const QSignalBlocker quiet(m_slider);
    m_slider->setMinimum(slowest);
    if (m_playback.speed() > 0)
        m_slider->setValue(notchOf(m_playback.speed()));
    m_words->setText(m_isTerse ? number() : words());
    m_words->setMinimumWidth(
        fontMetrics().horizontalAdvance(m_isTerse ? tr("50,000/s") : tr("50,000 steps a second")));
    m_slider->setAccessibleDescription(words());
    QString tip = tipOf(words());
    for (const auto& [key, told] : {std::pair(m_slower, tr("slower: %1")), {m_faster, tr("faster: %1")}})
        if (!key.isEmpty())
            tip += QLatin1Char('\n') + told.arg(key.toString(QKeySequence::NativeText));
    m_slider->setToolTip(tip);
}

double SpeedSlider::stepsPerSecond() const {
    return m_of != Of::view ? operationsPerSecond().value_or(0) : std::abs(m_playback.positionsPerSecond());
}

QString SpeedSlider::number() const {
    const double perSecond = stepsPerSecond();
    if (m_of != Of::view && perSecond <= 0)
        return tr("fastest");
    if (perSecond <= 0)
        return {};
    if (m_of == Of::view && m_playback.axis() != Axis::steps)
        return tr("%1/s").arg(spanWords({std::llround(perSecond)}));
    if (perSecond <= 10)
        return tr("%1 s").arg(QLocale().toString(1 / perSecond, 'g', 2));
    return tr("%1/s").arg(QLocale().toString(static_cast<qlonglong>(std::min(perSecond, 2e9))));
}

// What a pace comes to.
QString SpeedSlider::tipOf(const QString& words) const {
    const double perSecond = std::abs(m_playback.positionsPerSecond());
    if (m_of != Of::view || m_playback.axis() != Axis::steps || perSecond <= 0 || m_playback.length() <= 0)
        return tr("Speed: %1").arg(words);
    return tr("Speed: %1, the whole run in %2")
        .arg(words, spanWords(spanOf(m_playback.length() / perSecond)));
}

QString SpeedSlider::words() const {
    const bool isOfRun = m_of != Of::view;
    if (isOfRun && !operationsPerSecond())
        return tr("as fast as it goes");
    const double perSecond = stepsPerSecond();
    if ((isOfRun || m_playback.axis() == Axis::steps) && perSecond > 0) {
        if (perSecond <= 10)
            return tr("%1 s a step").arg(QLocale().toString(1 / perSecond, 'g', 2));
        return tr("%Ln steps a second", nullptr, static_cast<int>(std::min(perSecond, 2e9)));
    }
    if (perSecond > 0 && m_playback.length() > longestSaid * perSecond)
        return tr("%1 a second").arg(spanWords({std::llround(perSecond)}));
    if (perSecond > 0 && m_playback.length() > 0)
        return tr("whole run in %1").arg(spanWords(spanOf(m_playback.length() / perSecond)));
    return {};
}

}  // namespace heddle
