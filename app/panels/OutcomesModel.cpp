// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/OutcomesModel.h"

#include <QLocale>

#include <algorithm>
#include <iterator>
#include <utility>

namespace heddle {

// Rows are places in the order of frequency: what stands in one may change, so that a chosen place stays.
void OutcomesModel::setOutcomes(std::vector<OutcomeShown> outcomes, int tries) {
    const auto common = static_cast<std::ptrdiff_t>(std::min(outcomes.size(), m_outcomes.size()));
    const bool areOthers = std::exchange(m_tries, tries) != tries ||
                           !std::equal(outcomes.begin(), outcomes.begin() + common, m_outcomes.begin());
    const int before = rowCount(), now = static_cast<int>(outcomes.size());
    if (now < before) {
        beginRemoveRows({}, now, before - 1);
        m_outcomes.resize(outcomes.size());
        endRemoveRows();
    }
    std::move(outcomes.begin(), outcomes.begin() + common, m_outcomes.begin());
    if (areOthers && common > 0)
        emit dataChanged(index(0), index(static_cast<int>(common) - 1));
    if (now > before) {
        beginInsertRows({}, before, now - 1);
        m_outcomes.insert(m_outcomes.end(), std::make_move_iterator(outcomes.begin() + common),
                          std::make_move_iterator(outcomes.end()));
        endInsertRows();
    }
}

int OutcomesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_outcomes.size());
}

QString OutcomesModel::countWords(const OutcomeShown& outcome) const {
    const QLocale locale;
    return tr("%1 of %2").arg(locale.toString(outcome.count), locale.toString(m_tries));
}

QVariant OutcomesModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const OutcomeShown& outcome = m_outcomes[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return outcome.sentence;
    case Qt::ToolTipRole:
        return outcome.sentence + QLatin1Char('\n') + outcome.told;
    case Qt::AccessibleTextRole:
        return tr("%1 in %2, %3").arg(outcome.sentence, countWords(outcome), outcome.told);
    case shareRole:
        return m_tries > 0 ? double(outcome.count) / m_tries : 0.0;
    case countRole:
        return countWords(outcome);
    case failingRole:
        return outcome.isFailing;
    case toneRole:
        return static_cast<int>(outcome.tone);
    case markRole:
        return outcome.mark;
    case toldRole:
        return outcome.complaint.isEmpty() ? outcome.told : outcome.complaint;
    }
    return {};
}

}  // namespace heddle
