// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stage/StageView.h"

#include "app/picture/PicturePainter.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace heddle {

namespace {

constexpr std::size_t zooming = 0, panning = 1;  // kinds of changes of the view
constexpr double notchZoom = 1.2, keyPanPx = 60, notchPanPx = 60, notch = 120;
constexpr int glideMs = 400, driftMs = 350;

// As in the timeline: letters stand for places on the keyboard.
int keyByPlace(const QKeyEvent& event) {
    constexpr std::array<std::pair<quint32, Qt::Key>, 5> places{
        {{25, Qt::Key_W}, {38, Qt::Key_A}, {39, Qt::Key_S}, {40, Qt::Key_D}, {41, Qt::Key_F}}};
    for (const auto& [code, key] : places)
        if (event.nativeScanCode() == code)
            return key;
    return event.key();
}

}  // namespace

StageView::StageView(const TraceModel& model, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_scene(model, theme, size()), m_theme(theme) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setObjectName(QStringLiteral("stage"));
    setAccessibleName(tr("Stage"));
    lookAsUsual();
    m_drift.setDuration(driftMs);
    m_drift.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_glide, &QVariantAnimation::valueChanged, this, [this] { showGlide(std::nullopt); });
    connect(&m_drift, &QVariantAnimation::valueChanged, this, [this](const QVariant& lag) {
        m_scene.setLag(lag.toPointF());
        update();
    });
}

// While time passes one way is gone to its end first: the view is to be seen to move, not to shake.
void StageView::follow() {
    if (m_moment.isPassing && m_drift.state() == QAbstractAnimation::Running)
        return;
    const QTransform before = m_scene.view();
    m_scene.follow();
    const QTransform& after = m_scene.view();
    const QPointF by(after.dx() - before.dx(), after.dy() - before.dy());
    if (by.isNull() || before.m11() != after.m11() || !isVisible())
        return;
    m_drift.stop();
    m_drift.setStartValue(m_scene.lag() - by);
    m_drift.setEndValue(QPointF());
    m_drift.start();
}

void StageView::show(const Moment& moment, const std::optional<World>& world) {
    const bool isGliding = m_glide.state() == QAbstractAnimation::Running;
    const bool isSame = moment.axis == m_moment.axis && moment.position == m_moment.position;
    const double from = std::exchange(m_moment, moment).position;
    if (isGliding && isSame)
        return showGlide(world);  // whoever runs on has told more meanwhile
    m_glide.stop();
    if (!isGliding && isVisible() && isEndOfStepFrom(from)) {
        m_glide.setStartValue(from);
        m_glide.setEndValue(moment.position);
        m_glide.setDuration(static_cast<int>(glideMs * (moment.position - from)));
        m_glide.start();
        showGlide(world);
        return follow();
    }
    if (m_scene.setMoment(moment, world))
        update();
    follow();
}

// Whoever plays comes by in between; whoever jumps comes from elsewhere.
bool StageView::isEndOfStepFrom(double position) {
    const auto end = static_cast<double>(m_moment.step);
    if (m_moment.axis != Axis::steps || m_scene.scope().moment.axis != Axis::steps ||
        !m_scene.scope().world || m_moment.position != end || position < end - 1 || position >= end)
        return false;
    StageScope between = m_scene.scope();
    between.moment = m_moment;
    between.moment.position -= 0.5;
    return !flightsAt(between).empty();
}

// All is told of the step that has come; only what it moves is on its way still.
void StageView::showGlide(const std::optional<World>& world) {
    Moment between = m_moment;
    between.position = m_glide.currentValue().toDouble();
    if (m_scene.setMoment(between, world))
        update();
}

void StageView::setTrace(std::shared_ptr<const Trace> trace) {
    m_glide.stop();
    m_moment = {};
    m_views.clear();
    m_scene.setTrace(std::move(trace));
    update();
}

void StageView::setTheme(const Theme& theme) {
    m_theme = theme;
    m_scene.setTheme(theme);
    update();
}

void StageView::setDepth(Depth depth) {
    m_scene.setDepth(depth);
    update();
}

void StageView::setCarried(const QHash<QString, QPointF>& carried) {
    m_scene.setCarried(carried);
    update();
}

void StageView::selectEvent(std::optional<std::size_t> event) {
    m_scene.select({.event = event});
    update();
}

void StageView::selectSubject(const Subject& subject) {
    m_scene.select({.subject = subject});
    update();
}

void StageView::setVerdicts(const std::vector<Verdict>& verdicts) {
    m_scene.setVerdicts(verdicts);
    update();
}

void StageView::fit() {
    leave();
    m_scene.fit();
    update();
}

void StageView::lookAsUsual() {
    m_scene.setUsualFit(StageFit::legible);
    update();
}

// In the window it would be the timeline's.
bool StageView::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Home && key->modifiers() == Qt::NoModifier)
            event->accept();
    }
    return QWidget::event(event);
}

void StageView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::surface));
    painter.save();
    painter.setClipRect(m_scene.area());
    const Picture picture = m_scene.picture();
    painter.setTransform(m_scene.painted(), true);
    heddle::paint(painter, picture, m_theme, m_zoomed);
    painter.restore();
    heddle::paint(painter, m_scene.margins(), m_theme, m_plain);
}

void StageView::resizeEvent(QResizeEvent*) {
    m_scene.setSize(size());
    update();
}

void StageView::wheelEvent(QWheelEvent* event) {
    const QPointF turn = QPointF(event->angleDelta()) / notch;
    leave(event->modifiers() & Qt::ControlModifier ? zooming : panning);
    if (event->modifiers() & Qt::ControlModifier)
        m_scene.zoom(std::pow(notchZoom, turn.y()), event->position());
    else if (event->modifiers() & Qt::ShiftModifier)
        m_scene.pan({(turn.y() + turn.x()) * notchPanPx, 0});
    else
        m_scene.pan(turn * notchPanPx);
    event->accept();
    update();
}

void StageView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return QWidget::mousePressEvent(event);
    m_press = Press{event->position(), event->position(), {}, false};
    if (event->button() == Qt::LeftButton)
        m_press->box = m_scene.boxAt(event->position());
}

void StageView::mouseMoveEvent(QMouseEvent* event) {
    if (!m_press)
        return tell(event->position());
    if (!m_press->hasMoved &&
        (event->position() - m_press->began).manhattanLength() < QApplication::startDragDistance())
        return;
    const QPointF by = event->position() - m_press->last;
    if (!std::exchange(m_press->hasMoved, true))
        leave();
    m_press->last = event->position();
    m_press->box ? m_scene.carry(*m_press->box, by) : m_scene.pan(by);
    m_scene.hover(event->position());
    update();
}

void StageView::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_press)
        return;
    const Press press = *std::exchange(m_press, std::nullopt);
    if (press.hasMoved && press.box)
        emit carried();
    else if (!press.hasMoved && event->button() == Qt::LeftButton)
        click(event->position());
    update();
}

void StageView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (m_scene.area().contains(event->position()) && !m_scene.boxAt(event->position()) &&
        !m_scene.headerAt(event->position()))
        return fit();
    mousePressEvent(event);
}

void StageView::click(QPointF at) {
    if (m_scene.fitSign().contains(at))
        return fit();
    if (const auto by = m_scene.wayOutAt(at)) {
        leave(panning);
        m_scene.pan(*by);
    } else if (m_scene.depthSign().contains(at))
        emit depthMenuWanted(mapToGlobal(m_scene.depthSign().bottomLeft().toPoint()));
    else if (const StageHeader* header = m_scene.headerAt(at))
        turn(header->group);
    else if (const auto flight = m_scene.flightAt(at))
        emit eventPicked(m_scene.scope().flights[*flight].event);
    else if (const auto sent = m_scene.lyingAt(at))
        emit eventPicked(*sent);
    else if (const auto box = m_scene.boxAt(at))
        pick(*box);
    else
        clear();
}

// To the box there; it is picked as if it were clicked, but a folded group stays folded.
void StageView::walk(QPointF direction) {
    const auto box = m_scene.nextBox(direction);
    if (!box)
        return;
    const StageBox& at = m_scene.scope().plan.boxes[*box];
    if (at.members.size() > 1)
        return m_scene.select({.group = at.group});
    pick(*box);
}

void StageView::turnSelected() {
    const StageScope& scope = m_scene.scope();
    if (!scope.selected.empty() && !scope.plan.boxes[scope.selected.front()].group.isEmpty())
        turn(scope.plan.boxes[scope.selected.front()].group);
}

// A folded group unfolds; all else is selected.
void StageView::pick(std::size_t at) {
    const StageBox& box = m_scene.scope().plan.boxes[at];
    if (box.members.size() > 1)
        return turn(box.group);
    const Subject subject = m_scene.subjectOf(at);
    m_scene.select({.subject = subject});
    emit subjectPicked(subject);
}

void StageView::turn(QString group) {  // a copy: the box that has it goes
    leave();
    m_scene.turnGroup(group);
}

void StageView::leave(std::optional<std::size_t> kind) {
    m_views.leave(m_scene.look(), kind);
}

bool StageView::travel(const QKeyEvent& event) {
    const bool isBack = event.key() == Qt::Key_Left;
    if (event.modifiers() != Qt::AltModifier || !(isBack || event.key() == Qt::Key_Right))
        return false;
    const StageLook now = m_scene.look();
    if (const auto look = isBack ? m_views.back(now) : m_views.forward(now)) {
        m_scene.show(*look);
        if (look->carried != now.carried)
            emit carried();
    }
    return true;
}

bool StageView::look(int key) {
    const QPointF middle = m_scene.area().center();
    if (key == Qt::Key_W || key == Qt::Key_S)
        leave(zooming);
    else if (key == Qt::Key_A || key == Qt::Key_D)
        leave(panning);
    else if (key == Qt::Key_Home || key == Qt::Key_F)
        leave();
    if (key == Qt::Key_W)
        m_scene.zoom(notchZoom, middle);
    else if (key == Qt::Key_S)
        m_scene.zoom(1 / notchZoom, middle);
    else if (key == Qt::Key_A)
        m_scene.pan({keyPanPx, 0});
    else if (key == Qt::Key_D)
        m_scene.pan({-keyPanPx, 0});
    else if (key == Qt::Key_F)
        m_scene.fit();
    else if (key == Qt::Key_Home)
        m_scene.fitWhole();
    else
        return false;
    return true;
}

bool StageView::choose(int key) {
    if (key == Qt::Key_Left || key == Qt::Key_Right)
        walk({key == Qt::Key_Right ? 1.0 : -1.0, 0});
    else if (key == Qt::Key_Up || key == Qt::Key_Down)
        walk({0, key == Qt::Key_Down ? 1.0 : -1.0});
    else if (key == Qt::Key_Return || key == Qt::Key_Enter)
        turnSelected();
    else if (key == Qt::Key_Escape)
        clear();
    else
        return false;
    return true;
}

void StageView::clear() {
    m_scene.select({});
    emit selectionCleared();
}

void StageView::keyPressEvent(QKeyEvent* event) {
    if (!travel(*event) && !look(keyByPlace(*event)) && !choose(event->key()))
        return QWidget::keyPressEvent(event);
    update();
}

// By the menu key: of what is selected.
void StageView::contextMenuEvent(QContextMenuEvent* event) {
    const bool isByMouse = event->reason() == QContextMenuEvent::Mouse;
    const std::vector<std::size_t>& selected = m_scene.scope().selected;
    std::optional<std::size_t> box = m_scene.boxAt(event->pos());
    if (!isByMouse)
        box = selected.empty() ? std::nullopt : std::optional(selected.front());
    if (!box)
        return event->ignore();
    const QPointF middle = m_scene.painted().map(m_scene.scope().plan.boxes[*box].rect.center());
    emit menuWanted(m_scene.filterOf(*box), isByMouse ? event->globalPos() : mapToGlobal(middle.toPoint()));
}

void StageView::tell(std::optional<QPointF> pointer) {
    if (m_scene.hover(pointer))
        update();
    const bool isSign =
        pointer && (m_scene.fitSign().contains(*pointer) || m_scene.depthSign().contains(*pointer) ||
                    m_scene.wayOutAt(*pointer) || m_scene.headerAt(*pointer));
    setCursor(isSign ? Qt::PointingHandCursor : Qt::ArrowCursor);
    const QString words = pointer ? m_scene.wordsAt(*pointer) : QString();
    if (std::exchange(m_told, words) != words)
        emit hoverChanged(words);
}

void StageView::leaveEvent(QEvent*) {
    tell(std::nullopt);
}

}  // namespace heddle
