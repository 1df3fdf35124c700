// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/TimelineView.h"

#include <QPainter>

namespace heddle {

TimelineView::TimelineView(TraceModel& model, Playback& playback, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_model(model), m_playback(playback), m_scene(model, theme, size()),
      m_canvas(m_scene) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Timeline"));
    connect(&model, &TraceModel::grown, this, [this] {
        m_scene.followRun();
        refresh();
    });
    connect(&model, &TraceModel::traceChanged, this, &TimelineView::showNewTrace);
    connect(&playback, &Playback::momentChanged, this, [this](const Moment& moment) {
        m_scene.setMoment(moment);
        refresh();
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
    refresh();
}

void TimelineView::setTheme(const Theme& theme) {
    m_scene.setTheme(theme);
    refresh();
}

void TimelineView::fitAll() {
    obey(FitIntent{});
}
void TimelineView::zoom(double factor) {
    obey(ZoomIntent{factor, std::nullopt});
}

void TimelineView::showEventAt(std::size_t event) {
    m_scene.show(event);
    refresh();
}

void TimelineView::selectEvent(std::optional<std::size_t> event) {
    m_scene.select(event);
    refresh();
}

void TimelineView::obey(const std::optional<TimelineIntent>& intent) {
    if (!intent)
        return;
    std::visit([this](const auto& one) { obeyOne(one); }, *intent);
    refresh();
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

void TimelineView::refresh() {
    update(m_canvas.changes());
}

void TimelineView::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    m_canvas.paint(painter, event->region());
}

void TimelineView::resizeEvent(QResizeEvent*) {
    m_scene.setSize(size());
    refresh();
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
