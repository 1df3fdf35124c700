// SPDX-License-Identifier: GPL-3.0-or-later
// The events of the trace as a table, the newest first; all of them, or those that a filter lets through.
#pragma once

#include "app/models/TraceModel.h"
#include "core/trace/Filter.h"

#include <QAbstractTableModel>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace heddle {

class Causality;

// Thread: GUI only. Borrows the model's trace and copies no event; of filtered rows it keeps the event's
// index.
class EventsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { stepColumn, workerColumn, operationColumn, movedColumn, columns };
    enum Role {
        hasHappenedRole = Qt::UserRole,  // at the instant that is shown
        relationRole                     // a Causality::Relation, where that is asked for
    };
    explicit EventsModel(TraceModel& model, QObject* parent = nullptr);  // `model` outlives it

    void setFilter(std::optional<Filter> filter);  // none lets everything through; rows come in by catchUp()
    void setCausality(std::shared_ptr<const Causality> causality);  // null: none; again when it has read on
    void setHappened(std::size_t events);  // the world that is shown is the fold of the first so many
    // Reads at most so many events, and puts in those that belong there, unless they are to be kept back for
    // now; true while there is more to do.
    bool catchUp(std::size_t atMost = 100'000, bool mayInsert = true);
    bool isBehind() const { return m_model.trace() && (m_read != m_model.size() || !m_fresh.empty()); }
    bool isFiltered() const { return m_filter.has_value(); }

    std::size_t eventAt(int row) const;  // row < rowCount()
    std::optional<int>
    rowAtOrBefore(std::size_t event) const;  // the newest row that is not newer than `event`

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void restart();
    std::size_t rows() const { return m_filter ? m_matches.size() : m_read; }
    QString words(std::size_t event, int column) const;
    QString operationWords(const Event& event) const;
    QString movedWords(std::size_t event) const;

    TraceModel& m_model;
    std::optional<Filter> m_filter;
    std::optional<Describer> m_describer;  // of the model's trace
    std::size_t m_read = 0;                // events looked at
    std::vector<std::uint32_t> m_matches;  // ascending; only with a filter
    std::vector<std::uint32_t> m_fresh;    // such that are no rows yet
    std::size_t m_happened = 0;
    std::shared_ptr<const Causality> m_causality;
};

}  // namespace heddle
