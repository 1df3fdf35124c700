// SPDX-License-Identifier: GPL-3.0-or-later
// What came of many schedules as rows for a list: the histogram's bars.
#pragma once

#include "app/theme/Theme.h"

#include <QAbstractListModel>
#include <QString>

#include <vector>

namespace heddle {

struct OutcomeShown {
    QString sentence;  // "counter = 2"
    int count = 0;
    bool isFailing = false;
    Tone tone = Tone::running;
    QString mark;       // a second sign of the tone
    QString told;       // how it is come to, and whether it fails
    QString complaint;  // "" while all is well
    friend bool operator==(const OutcomeShown&, const OutcomeShown&) = default;
};

// Thread: GUI only.
class OutcomesModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { shareRole = Qt::UserRole, countRole, failingRole, toneRole, markRole, toldRole };

    using QAbstractListModel::QAbstractListModel;

    void setOutcomes(std::vector<OutcomeShown> outcomes, int tries);
    int tries() const { return m_tries; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    QString countWords(const OutcomeShown& outcome) const;

    std::vector<OutcomeShown> m_outcomes;
    int m_tries = 0;
};

}  // namespace heddle
