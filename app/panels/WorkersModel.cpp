// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/WorkersModel.h"

#include <algorithm>
#include <utility>

namespace heddle {

namespace {

constexpr int numberedRows = 9;  // as many as there are keys

}  // namespace

void WorkersModel::setWorld(const World& world, const Contents& contentOf, const Turns& turnOf,
                            const std::vector<WorkerId>& newcomers) {
    replace(rowsOf(world, contentOf, turnOf, newcomers));
}

void WorkersModel::clear() {
    replace({});
}

std::vector<WorkersModel::Row> WorkersModel::rowsOf(const World& world, const Contents& contentOf,
                                                    const Turns& turnOf,
                                                    const std::vector<WorkerId>& newcomers) const {
    std::vector<Row> rows;
    std::vector<WorkerId> all = world.workers();
    all.insert(all.end(), newcomers.begin(), newcomers.end());
    std::sort(all.begin(), all.end());
    WorkerState unheard;
    unheard.doing = Doing::running;
    for (const WorkerId id : all) {
        const WorkerInfo* info = world.names().worker(id);
        unheard.id = id;
        const WorkerState* state = world.worker(id) ? world.worker(id) : &unheard;
        if (!info)
            continue;
        std::optional<Turn> turn = turnOf ? turnOf(id) : std::nullopt;
        if (info->depth != Depth::program && !turn)
            continue;  // only where it is stepped as well
        const Row* before = rows.size() < m_rows.size() ? &m_rows[rows.size()] : nullptr;
        if (before && before->id == id && looksAsBefore(*state, before->told)) {
            rows.push_back(*before);
        } else {
            const bool isTold =
                state->doing == Doing::calls || state->doing == Doing::waits || state->doing == Doing::died;
            const QString content = isTold && contentOf ? contentOf(state->event) : QString();
            rows.push_back({id,
                            QString::fromStdString(info->name()),
                            QString::fromStdString(info->path),
                            heddle::lookOf(*state, world, content),
                            {},
                            {}});
        }
        rows.back().told = {state->event, state->doing, state->op, state->object};
        rows.back().turn = std::move(turn);
    }
    return rows;
}

// Whether one that is held could go on hangs on others; what is known of a death may grow.
bool WorkersModel::looksAsBefore(const WorkerState& state, const Told& before) {
    const bool canChange = state.doing == Doing::calls || state.doing == Doing::died;
    return !canChange && Told{state.event, state.doing, state.op, state.object} == before;
}

void WorkersModel::replace(std::vector<Row> rows) {
    const std::size_t common = std::min(m_rows.size(), rows.size());
    const auto [ours, theirs] = std::mismatch(m_rows.begin(), m_rows.begin() + common, rows.begin(),
                                              [](const Row& a, const Row& b) { return a.id == b.id; });
    const int same = static_cast<int>(ours - m_rows.begin());
    if (same < static_cast<int>(m_rows.size())) {
        beginRemoveRows({}, same, static_cast<int>(m_rows.size()) - 1);
        m_rows.erase(ours, m_rows.end());
        endRemoveRows();
    }
    for (int row = 0; row < same; ++row) {
        const bool isSame = m_rows[row].looksLike(rows[row]);
        m_rows[row] = std::move(rows[row]);
        if (!isSame)
            emit dataChanged(index(row), index(row));
    }
    if (same < static_cast<int>(rows.size())) {
        beginInsertRows({}, same, static_cast<int>(rows.size()) - 1);
        m_rows.insert(m_rows.end(), std::make_move_iterator(theirs), std::make_move_iterator(rows.end()));
        endInsertRows();
    }
}

int WorkersModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

const WorkerLook& WorkersModel::lookOf(const Row& row) {
    return row.turn && row.turn->look ? *row.turn->look : row.look;
}

QString WorkersModel::nextInTurn() const {
    const auto next = std::find_if(m_rows.begin(), m_rows.end(),
                                   [](const Row& row) { return row.turn && row.turn->isNext; });
    return next == m_rows.end() ? QString() : next->name;
}

QString WorkersModel::tipOf(const Row& row) {
    if (!row.turn)
        return row.path;
    const QString more = row.turn->kind == Turn::Kind::no ? row.turn->whyNot : row.turn->next;
    return more.isEmpty() ? row.path : row.path + QLatin1Char('\n') + more;
}

QVariant WorkersModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.name;
    case Qt::ToolTipRole:
        return tipOf(row);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2 %3")
            .arg(row.name, lookOf(row).state, row.turn ? row.turn->next : row.look.activity)
            .trimmed();
    case toneRole:
        return static_cast<int>(lookOf(row).tone);
    case markRole:
        return lookOf(row).mark;
    case activityRole:
        return lookOf(row).activity;
    case stateRole:
        return lookOf(row).state;
    case numberRole:
        return row.turn && index.row() < numberedRows ? QString::number(index.row() + 1) : QString();
    case turnRole:
        return row.turn ? QVariant(static_cast<int>(row.turn->kind)) : QVariant();
    case nextRole:
        return row.turn ? row.turn->next : QString();
    case isNextRole:
        return row.turn && row.turn->isNext;
    }
    return {};
}

}  // namespace heddle
