// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineView.h"

#include "app/timeline/PicturePainter.h"

#include <QPainter>

namespace heddle {

TimelineView::TimelineView(TraceModel& model, Playback& playback, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_model(model), m_playback(playback), m_scene(model, theme, size()) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Timeline"));
    connect(&model, &TraceModel::grown, this, [this] {
        m_scene.followRun();
        update();
    });
    connect(&model, &TraceModel::traceChanged, this, &TimelineView::showNewTrace);
    connect(&playback, &Playback::momentChanged, this, [this](const Moment& moment) {
        m_scene.setMoment(moment);
        update();
    });
    m_scene.setMoment(playback.moment());
    showNewTrace();
}

QSize TimelineView::sizeHint() const {
    return {900, 420};
}
QSize TimelineView::minimumSizeHint() const {
    return {360, 200};
}

void TimelineView::showNewTrace() {
    m_scene.select({});
    m_scene.followRun();
    m_scene.restart();
    update();
}

void TimelineView::setTheme(const Theme& theme) {
    m_scene.setTheme(theme);
    update();
}

void TimelineView::fitAll() {
    obey(FitIntent{});
}
void TimelineView::zoom(double factor) {
    obey(ZoomIntent{factor, std::nullopt});
}

void TimelineView::showEventAt(std::size_t event) {
    m_scene.show(event);
    update();
}

void TimelineView::selectEvent(std::optional<std::size_t> event) {
    m_scene.select(event);
    update();
}

void TimelineView::obey(const std::optional<TimelineIntent>& intent) {
    if (!intent)
        return;
    std::visit([this](const auto& one) { obeyOne(one); }, *intent);
    update();
}

void TimelineView::obeyOne(const SeekIntent& seek) {
    m_playback.seek(m_scene.positionOf(seek));
}

void TimelineView::obeyOne(const PickIntent& pick) {
    const std::optional<std::size_t> event = eventAt(m_scene.scope(), pick.at);
    m_scene.select(event);
    if (event)
        emit eventPicked(*event);
}

void TimelineView::obeyOne(const HoverIntent& hover) {
    m_scene.hover(hover);
    const auto event = hover.at ? eventAt(m_scene.scope(), *hover.at) : std::nullopt;
    const QString hovered = event ? m_model.sentence(*event) : QString();
    if (hovered == m_hovered)
        return;
    m_hovered = hovered;
    emit hoverChanged(hovered);
}

void TimelineView::obeyOne(const StepIntent& step) {
    step.isForward ? m_playback.nextEvent() : m_playback.previousEvent();
}

void TimelineView::refreshStill() {
    const QSize pixels = size() * devicePixelRatioF();
    if (!m_scene.isStillStale() && m_still.size() == pixels)
        return;
    if (m_still.size() != pixels)
        m_still = QPixmap(pixels);
    m_still.setDevicePixelRatio(devicePixelRatioF());
    QPainter painter(&m_still);
    paint(painter, m_scene.still(), m_scene.scope().theme);
}

void TimelineView::paintEvent(QPaintEvent*) {
    refreshStill();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_still);
    paint(painter, m_scene.moving(), m_scene.scope().theme);
}

void TimelineView::resizeEvent(QResizeEvent*) {
    m_scene.setSize(size());
}

void TimelineView::wheelEvent(QWheelEvent* event) {
    obey(m_input.wheel(*event));
    event->accept();
}

void TimelineView::mousePressEvent(QMouseEvent* event) {
    obey(m_input.press(*event, m_scene.scope().frame));
}
void TimelineView::mouseMoveEvent(QMouseEvent* event) {
    obey(m_input.move(*event));
}
void TimelineView::mouseReleaseEvent(QMouseEvent* event) {
    m_input.release(*event);
}
void TimelineView::leaveEvent(QEvent*) {
    obey(HoverIntent{});
}

void TimelineView::keyPressEvent(QKeyEvent* event) {
    const auto intent = m_input.key(*event);
    obey(intent);
    if (!intent)
        QWidget::keyPressEvent(event);
}

}  // namespace heddle
