// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/EventsModel.h"

#include "core/world/Causality.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace heddle {

EventsModel::EventsModel(TraceModel& model, QObject* parent) : QAbstractTableModel(parent), m_model(model) {
    connect(&m_model, &TraceModel::traceChanged, this, &EventsModel::restart);
}

void EventsModel::restart() {
    beginResetModel();
    m_read = m_happened = 0;
    m_matches.clear();
    m_fresh.clear();
    m_describer.reset();
    if (m_model.trace())
        m_describer.emplace(m_model.trace());
    endResetModel();
}

void EventsModel::setFilter(std::optional<Filter> filter) {
    beginResetModel();
    m_filter = std::move(filter);
    m_read = 0;
    m_matches.clear();
    m_fresh.clear();
    endResetModel();
}

bool EventsModel::catchUp(std::size_t atMost, bool mayInsert) {
    const std::size_t published = m_model.trace() ? m_model.size() : 0;
    if (!m_filter) {
        if (m_read == published)
            return false;
        beginInsertRows({}, 0, static_cast<int>(published - m_read) - 1);
        m_read = published;
        endInsertRows();
        return false;
    }
    const std::size_t until = std::min(published, m_read + atMost);
    for (; m_read < until; ++m_read)
        if (m_filter->matches(*m_describer, m_read))
            m_fresh.push_back(static_cast<std::uint32_t>(m_read));
    if (mayInsert && !m_fresh.empty()) {
        beginInsertRows({}, 0, static_cast<int>(m_fresh.size()) - 1);
        m_matches.insert(m_matches.end(), m_fresh.begin(), m_fresh.end());
        m_fresh.clear();
        endInsertRows();
    }
    return isBehind();
}

void EventsModel::setCausality(std::shared_ptr<const Causality> causality) {
    m_causality = std::move(causality);
    if (rows() > 0)
        emit dataChanged(index(0, stepColumn), index(static_cast<int>(rows()) - 1, stepColumn),
                         {relationRole});
}

void EventsModel::setHappened(std::size_t events) {
    const std::size_t before = std::exchange(m_happened, events);
    if (before == events || rows() == 0)
        return;
    // Only the rows between the two instants look different now.
    const auto first = rowAtOrBefore(std::max(before, events)),
               last = rowAtOrBefore(std::min(before, events));
    const int lastRow = last.value_or(static_cast<int>(rows()) - 1);
    if (first && *first <= lastRow)
        emit dataChanged(index(*first, 0), index(lastRow, columns - 1), {hasHappenedRole});
}

std::size_t EventsModel::eventAt(int row) const {
    const std::size_t fromOldest = rows() - 1 - static_cast<std::size_t>(row);
    return m_filter ? m_matches[fromOldest] : fromOldest;
}

std::optional<int> EventsModel::rowAtOrBefore(std::size_t event) const {
    std::size_t notNewer = std::min(event + 1, m_read);
    if (m_filter)
        notNewer = std::upper_bound(m_matches.begin(), m_matches.end(), event) - m_matches.begin();
    if (notNewer == 0)
        return {};
    return static_cast<int>(rows() - notNewer);
}

int EventsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows());
}

int EventsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

QVariant EventsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || static_cast<std::size_t>(index.row()) >= rows())
        return {};
    const std::size_t event = eventAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return words(event, index.column());
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return m_model.sentence(event);
    case Qt::TextAlignmentRole:
        return int(
            (index.column() == stepColumn || index.column() == movedColumn ? Qt::AlignRight : Qt::AlignLeft) |
            Qt::AlignVCenter);
    case hasHappenedRole:
        return event < m_happened;
    case relationRole:
        return m_causality && event < m_causality->heard() && m_causality->knowsBefore()
                   ? QVariant(static_cast<int>(m_causality->of(event)))
                   : QVariant();
    }
    return {};
}

QString EventsModel::words(std::size_t index, int column) const {
    const Trace& trace = *m_model.trace();
    const Event event = trace.event(index);
    switch (column) {
    case stepColumn:
        return event.isStep() ? QLocale().toString(static_cast<qlonglong>(trace.stepAt(index))) : QString();
    case workerColumn: {
        const WorkerInfo* worker = trace.names().worker(event.worker);
        return worker ? QString::fromStdString(worker->name()) : QString();
    }
    case operationColumn:
        return operationWords(event);
    case movedColumn:
        return movedWords(index);
    }
    return {};
}

// Of what moves nothing, with what it is done to: to acquire says little, to acquire fork-1 all.
QString EventsModel::operationWords(const Event& event) const {
    const std::string_view verb = verbOf(event.op);
    const QString words = QString::fromUtf8(verb.data(), static_cast<qsizetype>(verb.size()));
    const ObjectInfo* object = m_model.trace()->names().object(event.object);
    const bool isOwnLife = event.op == Op::threadBegin || event.op == Op::threadEnd ||
                           event.op == Op::processBegin || event.op == Op::processEnd;
    const bool isOfMessages =
        sendsMessage(event.op) || receivesMessage(event.op) || event.op == Op::queueTaskDone;
    if (!object || isOwnLife || isOfMessages)
        return words;
    return words + QStringLiteral(" · ") + QString::fromStdString(object->name());
}

QString EventsModel::movedWords(std::size_t index) const {
    const Event event = m_model.trace()->event(index);
    if (event.phase == Phase::waits)
        return tr("waits");
    if (event.phase == Phase::called)
        return tr("asks");
    if (event.outcome == Outcome::killed)
        return m_model.deathWords(index);
    if (event.outcome != Outcome::ok) {
        const std::string_view outcome = nameOf(event.outcome);
        return QString::fromUtf8(outcome.data(), static_cast<qsizetype>(outcome.size()));
    }
    const QString content = m_model.content(index);
    if (sendsMessage(event.op))
        return content + QStringLiteral(" ▸");
    if (receivesMessage(event.op))
        return QStringLiteral("▸ ") + content;
    return content;
}

QVariant EventsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case stepColumn:
        return tr("step");
    case workerColumn:
        return tr("worker");
    case operationColumn:
        return tr("operation");
    case movedColumn:
        return tr("moves");
    }
    return {};
}

}  // namespace heddle
