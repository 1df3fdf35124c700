// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stage/StageScene.h"

#include "app/picture/TextFit.h"
#include "app/stage/StageWords.h"
#include "core/world/Stuck.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace heddle {

namespace {

constexpr double captionPx = 24;
constexpr qsizetype mostContents = 4000;

}  // namespace

StageScene::StageScene(const TraceModel& model, const Theme& theme, const QSizeF& size)
    : m_model(model), m_theme(theme),
      m_size(size), m_scope{m_cast, m_plan, model, m_theme, nullptr, {}, Depth::program,
                            {},     {},     {},    {},      {},      {}, {}} {
    m_scope.contentOf = [this](std::size_t event) { return contentOf(event); };
}

void StageScene::setTrace(std::shared_ptr<const Trace> trace) {
    m_planner.end(m_cast, m_wishes, m_plan);
    m_cast.setTrace(std::move(trace));
    m_contents.clear();
    m_world.reset();
    m_scope.world = nullptr;
    m_choice = {};
    m_scope.flights.clear();
    m_scope.away.clear();
    m_scope.circle.clear();
    m_scope.lost.reset();
    m_circleWords.clear();
    m_verdicts.clear();
    m_wishes.turned.clear();
    m_unfolded.clear();
    m_isStale = true;
    m_fit = m_usualFit;
    m_view = QTransform();
}

bool StageScene::setMoment(const Moment& moment, const std::optional<World>& world) {
    m_isGrowing = std::exchange(m_seen, m_cast.revision()) != m_cast.revision();
    const bool isSameWorld = !world || (m_world && m_world->eventCount() == world->eventCount());
    if (isSameWorld && moment == m_scope.moment && !isPlanDue())
        return false;
    m_scope.moment = moment;
    lookForLost();
    if (world) {
        m_world = world;
        m_scope.world = &*m_world;
    }
    ready();
    if (!isSameWorld)
        lookForCircle();
    ready();  // what is in a circle of waits is not folded
    m_scope.flights = flightsAt(m_scope);
    lookForAway();
    return true;
}

// Looked for once, however many things are drawn.
void StageScene::lookForLost() {
    const std::optional<std::size_t> shown = m_scope.eventShown();
    m_scope.lost = shown ? lostUpdate(*m_cast.trace(), *shown) : std::nullopt;
}

void StageScene::lookForAway() {
    m_scope.away.clear();
    for (const StageFlight& flight : m_scope.flights)
        if (flight.isInWorld)
            m_scope.away.insert(flight.message);
}

// A circle whose things lie in one stack cannot be seen. Once: then it is for whoever looks to fold it.
void StageScene::unfoldCircle() {
    constexpr std::size_t most = 64;
    if (m_scope.circle.size() > most)
        return;
    for (const Dependence& dependence : m_scope.circle)
        for (const auto& at :
             {m_plan.boxOf(m_cast, dependence.waiter), m_plan.boxOf(m_cast, dependence.object)})
            if (at && m_plan.boxes[*at].members.size() > 1 && !m_unfolded.contains(m_plan.boxes[*at].group)) {
                m_unfolded.insert(m_plan.boxes[*at].group);
                turnGroup(QString(m_plan.boxes[*at].group));
            }
}

void StageScene::lookForCircle() {
    findCircle();
    unfoldCircle();
}

void StageScene::findCircle() {
    m_scope.circle = circleIn(*m_world, m_cast);
    m_circleWords.clear();
    if (!m_scope.circle.empty()) {
        const Others others = standsStill(*m_world) ? Others::cannotAct : Others::mayAct;
        const std::vector<Verdict> verdicts = deadlocks(*m_world, others);
        if (!verdicts.empty())
            m_circleWords = QString::fromStdString(verdicts.front().sentence);
        return;
    }
    const auto deadlock = std::find_if(m_verdicts.begin(), m_verdicts.end(),
                                       [this](const Verdict& verdict) { return wasEndedIn(verdict); });
    if (deadlock == m_verdicts.end())
        return;
    const std::size_t count = deadlock->workers.size();
    for (std::size_t i = 0; i < count; ++i)
        m_scope.circle.push_back(
            {deadlock->workers[i], deadlock->workers[(i + 1) % count], deadlock->objects[i]});
    m_circleWords = QString::fromStdString(deadlock->sentence);
}

// Heddle ends those who wait in a circle, and what they died in is what there is to be seen.
bool StageScene::wasEndedIn(const Verdict& deadlock) const {
    if (deadlock.kind != "deadlock" || deadlock.workers.size() != deadlock.objects.size())
        return false;
    bool hasEnded = false;
    for (const WorkerId worker : deadlock.workers) {
        const WorkerState* state = m_world->worker(worker);
        const bool isDead = state && state->doing == Doing::died;
        if (!state || (state->doing != Doing::waits && !isDead))
            return false;
        hasEnded |= isDead;
    }
    return hasEnded;
}

void StageScene::setVerdicts(std::vector<Verdict> verdicts) {
    m_verdicts = std::move(verdicts);
    if (m_world)
        lookForCircle();
}

void StageScene::setDepth(Depth depth) {
    m_wishes.depth = m_scope.depth = depth;
    m_isStale = true;
}

void StageScene::setSize(const QSizeF& size) {
    m_size = size;
    m_wishes.roomPx = room().size();
    m_isStale = true;
}

// Of thousands it is made anew only when there are a tenth more, or no more come.
bool StageScene::isPlanDue() const {
    constexpr std::size_t many = 2000;
    const std::size_t news = m_cast.revision() - m_planned;
    if (m_isStale || news == 0)
        return m_isStale;
    return m_planned < many || news > m_planned / 10 || !m_isGrowing;
}

void StageScene::ready() {
    if (!isPlanDue())
        return;
    m_isStale = false;
    m_planned = m_cast.revision();
    m_plan = m_planner.plan(m_cast, m_wishes);
    m_scope.flights.clear();
    m_scope.flights = flightsAt(m_scope);
    lookForAway();
    refit();
    outline();
}

void StageScene::turnGroup(const QString& group) {
    if (!m_wishes.turned.remove(group))
        m_wishes.turned.insert(group);
    m_isStale = true;
}

void StageScene::carry(std::size_t box, QPointF byPx) {
    if (box >= scope().plan.boxes.size())
        return;
    m_wishes.carried[m_plan.boxes[box].key] += byPx / m_view.m11();
    m_isStale = true;
    m_fit = StageFit::byHand;  // what is carried does not pull the rest along
}

void StageScene::setCarried(const QHash<QString, QPointF>& carried) {
    m_wishes.carried = carried;
    m_isStale = true;
}

// What an operation moves is looked for in the trace, perhaps far back: once.
QString StageScene::contentOf(std::size_t event) {
    const auto known = m_contents.constFind(event);
    if (known != m_contents.constEnd())
        return *known;
    if (event >= m_model.size())
        return {};
    if (m_contents.size() >= mostContents)
        m_contents.clear();
    return *m_contents.insert(event, m_model.toldOf(event));
}

Picture StageScene::picture() {
    ready();
    if (!m_plan.boxes.empty())
        m_planner.wasSeen();
    return stagePicture(m_scope);
}

QString StageScene::sentence() const {
    if (!m_circleWords.isEmpty())
        return m_circleWords;
    const std::optional<std::size_t> event = m_scope.eventShown();
    if (!event || *event >= m_model.size())
        return {};
    const QString words = m_model.sentence(*event);
    return m_scope.lost
               ? StageWords::tr("%1: %2's update is lost").arg(words, m_scope.nameOf(m_scope.lost->writer))
               : words;
}

Picture StageScene::caption() const {
    Picture picture;
    const double margin = m_theme.size(Measure::margin), header = m_theme.size(Measure::headerHeight);
    picture.add(PictureFill{{0, 0, m_size.width(), header}, Tone::surface});
    picture.add(
        PictureFill{{0, area().bottom(), m_size.width(), m_size.height() - area().bottom()}, Tone::surface});
    picture.add(PictureText{{margin, 0, 100, header},
                            StageWords::tr("Stage"),
                            Type::title,
                            Tone::text,
                            Qt::AlignLeft | Qt::AlignVCenter});
    const bool isTrouble = !m_circleWords.isEmpty();
    const QRectF foot(margin, area().bottom() + 4, m_size.width() - 2 * margin, captionPx);
    const TextFit fit(m_theme, isTrouble ? Type::strong : Type::body);
    const QString told = isTrouble ? circleWords(m_scope.circle, m_model.trace()->names()) : sentence();
    const QString words = fit.elided(told, foot.width(), Qt::ElideMiddle);
    if (isTrouble)
        picture.add(PictureFill{foot.adjusted(-8, -2, 8, 2), Tone::waitsLock, 6, Pattern::none, 0.16});
    picture.add(PictureText{foot, words, isTrouble ? Type::strong : Type::body,
                            isTrouble ? Tone::trouble : Tone::text, Qt::AlignLeft | Qt::AlignVCenter});
    if (m_plan.boxes.empty())
        picture.add(PictureText{area(),
                                StageWords::tr("Workers and what they share stand here once a program runs."),
                                Type::body, Tone::mutedText});
    return picture;
}

}  // namespace heddle
