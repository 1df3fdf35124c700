// SPDX-License-Identifier: GPL-3.0-or-later
// The workers of one world as rows, in the order in which they came to be.
#pragma once

#include "app/models/WorkerLook.h"

#include <QAbstractListModel>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace heddle {

// What stepping by hand offers of a worker.
struct Turn {
    enum class Kind : std::uint8_t { no, wait, go };  // cannot be chosen; would wait; would go on
    Kind kind = Kind::no;
    QString next;                         // "next: put 7 into jobs"; "" when that is not known
    QString whyNot;                       // one sentence, for one that cannot be chosen
    std::optional<WorkerLook> look = {};  // where it is, if that is not what the world was told of it last
    bool isNext = false;                  // whom N lets go
    friend bool operator==(const Turn&, const Turn&) = default;
};

// Thread: GUI only.
class WorkersModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        toneRole = Qt::UserRole,
        markRole,
        activityRole,
        stateRole,
        numberRole,
        turnRole,
        nextRole,
        isNextRole
    };

    using QAbstractListModel::QAbstractListModel;

    // What the operation that an event belongs to moves, or how it ended a worker; "" when that is not known.
    using Contents = std::function<QString(std::size_t event)>;

    // None: nobody is to be chosen just now.
    using Turns = std::function<std::optional<Turn>(WorkerId worker)>;

    // Shows its program-depth workers. Rows that look the same as before are not touched.
    // `newcomers` run already, and the world has not heard of them.
    void setWorld(const World& world, const Contents& contentOf = {}, const Turns& turnOf = {},
                  const std::vector<WorkerId>& newcomers = {});
    void clear();

    QString nextInTurn() const;  // the name of whom N lets go; "": that is not known
    WorkerId workerAt(int row) const { return m_rows[static_cast<std::size_t>(row)].id; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Told {  // what the look of one who is neither held nor dead hangs on
        std::uint64_t event = 0;
        Doing doing = Doing::notStarted;
        Op op = Op::none;
        ObjectId object;
        friend bool operator==(const Told&, const Told&) = default;
    };
    struct Row {
        WorkerId id;
        QString name, path;
        WorkerLook look;
        std::optional<Turn> turn;
        Told told;
        bool looksLike(const Row& other) const {
            return name == other.name && path == other.path && look == other.look && turn == other.turn;
        }
    };
    std::vector<Row> rowsOf(const World& world, const Contents& contentOf, const Turns& turnOf,
                            const std::vector<WorkerId>& newcomers) const;
    static bool looksAsBefore(const WorkerState& state, const Told& before);
    static QString tipOf(const Row& row);
    void replace(std::vector<Row> rows);

    static const WorkerLook& lookOf(const Row& row);

    std::vector<Row> m_rows;
};

}  // namespace heddle
