// SPDX-License-Identifier: GPL-3.0-or-later
// The part of StageScene that says what is where, and what tells of it.
#include "app/stage/StageScene.h"

#include "app/models/FilterOf.h"
#include "app/models/WorkerLook.h"
#include "app/stage/StageWords.h"

#include <algorithm>
#include <cmath>

namespace heddle {

QTransform StageScene::painted() {
    return view() * QTransform::fromTranslate(m_lag.x(), m_lag.y());
}

void StageScene::setLag(QPointF lag) {
    m_lag = lag;
    ready();
    outline();
}

std::optional<std::size_t> StageScene::boxAt(QPointF point) {
    if (!area().contains(point))
        return std::nullopt;
    const StageBox* box = scope().plan.boxAt(painted().inverted().map(point));
    return box ? std::optional(static_cast<std::size_t>(box - m_plan.boxes.data())) : std::nullopt;
}

std::optional<std::size_t> StageScene::flightAt(QPointF point) {
    const QPointF at = painted().inverted().map(point);
    for (std::size_t i = 0; i < m_scope.flights.size(); ++i)
        if (capsuleOf(m_scope, m_scope.flights[i]).contains(at))
            return i;
    return std::nullopt;
}

// Found as it is drawn: where a message lies is known to the drawing of its thing alone.
std::optional<std::size_t> StageScene::lyingAt(QPointF point) {
    const std::optional<std::size_t> number = boxAt(point);
    if (!number || m_plan.boxes[*number].kind != StageBox::Kind::thing)
        return std::nullopt;
    Picture drawn;
    layThing(drawn, m_scope, m_plan.boxes[*number]);
    const QPointF at = painted().inverted().map(point);
    for (const PictureItem& item : drawn.items) {
        const auto* capsule = std::get_if<PictureCapsule>(&item);
        if (!capsule || capsule->number == 0 || !capsule->rect.contains(at))
            continue;
        const MessageFacts& messages = m_model.messages();
        const std::size_t now = m_scope.moment.events;
        for (const std::size_t sent : messages.underWay(now, now, messages.all().size()).messages)
            if (const Message told = messages.all()[sent]; told.id.number == capsule->number)
                return told.sent;
    }
    return std::nullopt;
}

const StageHeader* StageScene::headerAt(QPointF point) {
    const QPointF at = painted().inverted().map(point);
    for (const StageHeader& header : m_plan.headers)
        if (area().contains(point) && header.rect.contains(at))
            return &header;
    return nullptr;
}

Subject StageScene::subjectOf(std::size_t number) {
    if (number >= scope().plan.boxes.size() || scope().plan.boxes[number].members.size() != 1)
        return {};
    const StageBox& box = scope().plan.boxes[number];
    if (box.isOfWorkers())
        return {m_cast.workers()[box.members.front()].id};
    return {{}, m_cast.things()[box.members.front()].objects};
}

void StageScene::select(const StageChoice& choice) {
    m_choice = choice;
    ready();
    outline();
}

bool StageScene::hover(std::optional<QPointF> pointer) {
    const auto before = m_scope.hovered;
    m_pointer = pointer;
    ready();
    outline();
    return before != m_scope.hovered;
}

// Boxes have other numbers, and are others, as soon as somebody comes, is folded, or is looked at more
// deeply.
void StageScene::outline() {
    std::vector<std::size_t>& selected = m_scope.selected;
    selected.clear();
    const auto add = [&selected](std::optional<std::size_t> box) {
        if (box && std::find(selected.begin(), selected.end(), *box) == selected.end())
            selected.push_back(*box);
    };
    if (m_choice.event && m_cast.trace() && *m_choice.event < m_cast.trace()->size()) {
        const Event told = m_cast.trace()->event(*m_choice.event);
        add(m_plan.boxOf(m_cast, told.worker));
        add(m_plan.boxOf(m_cast, told.object));
    }
    if (m_choice.subject.isWorker())
        add(m_plan.boxOf(m_cast, m_choice.subject.worker));
    for (const ObjectId object : m_choice.subject.objects)
        add(m_plan.boxOf(m_cast, object));
    for (std::size_t box = 0; box < m_plan.boxes.size() && !m_choice.group.isEmpty(); ++box)
        if (m_plan.boxes[box].group == m_choice.group)
            add(box);
    m_scope.hovered = m_pointer ? boxAt(*m_pointer) : std::nullopt;
}

QString StageScene::filterOf(std::size_t box) {
    const StageBox& at = scope().plan.boxes[box];
    QStringList paths;
    for (const std::uint32_t place : at.members) {
        if (at.isOfWorkers())
            paths << m_cast.workers()[place].path;
        else
            for (const ObjectId object : m_cast.things()[place].objects)
                paths << QString::fromStdString(m_cast.trace()->names().object(object)->path);
    }
    return at.isOfWorkers() ? filterOfWorkers(paths) : filterOfObjects(paths);
}

std::optional<std::size_t> StageScene::nextBox(QPointF direction) {
    if (scope().plan.boxes.empty())
        return std::nullopt;
    if (m_scope.selected.empty())
        return 0;
    constexpr double asideWeight = 2;  // rather straight on than near
    const QPointF from = m_plan.boxes[m_scope.selected.front()].rect.center();
    std::optional<std::size_t> nearest;
    double least = 0;
    for (std::size_t i = 0; i < m_plan.boxes.size(); ++i) {
        const QPointF way = m_plan.boxes[i].rect.center() - from;
        const double along = QPointF::dotProduct(way, direction);
        const double aside = std::abs(way.x() * direction.y()) + std::abs(way.y() * direction.x());
        const double cost = along + asideWeight * aside;
        if (along <= 1 || aside > 2 * along + 400 || (nearest && cost >= least))
            continue;
        nearest = i;
        least = cost;
    }
    return nearest;
}

QString StageScene::wordsAt(QPointF point) {
    if (const auto flight = flightAt(point))
        return m_model.sentence(m_scope.flights[*flight].event);
    if (const auto sent = lyingAt(point))
        return m_model.sentence(*sent);
    const auto at = boxAt(point);
    if (!at)
        return {};
    const StageBox& box = m_plan.boxes[*at];
    if (box.kind != StageBox::Kind::worker || !m_scope.world || !m_scope.worker(box))
        return box.title;
    const WorkerState& state = *m_scope.worker(box);
    const WorkerLook look = lookOf(state, *m_scope.world);
    const QString told =
        look.note.isEmpty() ? look.state : StageWords::tr("%1: %2").arg(look.state, look.note);
    return StageWords::tr("%1: %2").arg(m_cast.workers()[box.place()].path, told);
}

}  // namespace heddle
