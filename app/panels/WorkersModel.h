// SPDX-License-Identifier: GPL-3.0-or-later
// The workers of one world as rows, in the order in which they came to be.
#pragma once

#include "app/panels/WorkerLook.h"

#include <QAbstractListModel>

#include <functional>
#include <vector>

namespace heddle {

// Thread: GUI only.
class WorkersModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { toneRole = Qt::UserRole, markRole, activityRole, stateRole };

    using QAbstractListModel::QAbstractListModel;

    // What the operation that an event belongs to moves, or how it ended a worker; "" when that is not known.
    using Contents = std::function<QString(std::size_t event)>;

    // Shows its program-depth workers. Rows that look the same as before are not touched.
    void setWorld(const World& world, const Contents& contentOf = {});
    void clear();

    WorkerId workerAt(int row) const { return m_rows[static_cast<std::size_t>(row)].id; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Row {
        WorkerId id;
        QString name, path;
        WorkerLook look;
        friend bool operator==(const Row&, const Row&) = default;
    };
    static std::vector<Row> rowsOf(const World& world, const Contents& contentOf);
    void replace(std::vector<Row> rows);

    std::vector<Row> m_rows;
};

}  // namespace heddle
