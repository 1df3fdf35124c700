// SPDX-License-Identifier: GPL-3.0-or-later
// What the program wrote, line by line, with the moment and, where it printed through Heddle, its worker.
#pragma once

#include "core/trace/Trace.h"

#include <QAbstractTableModel>

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace heddle {

// Thread: GUI only. The stream has the bytes, a print event has the worker; a line is brought together with
// the first print event of the same text that no other line has taken.
class OutputModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { atColumn, workerColumn, lineColumn, columns };
    static constexpr std::size_t mostLines = 100'000;  // shown; the trace has all of them

    using QAbstractTableModel::QAbstractTableModel;

    void setTrace(std::shared_ptr<const Trace> trace);
    bool catchUp();  // true while there is more to read

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Line {
        Instant at;
        int stream = 1;
        std::string text;
        WorkerId worker;  // none: not known to have been printed through Heddle
    };
    static constexpr std::size_t eventsAtOnce = 200'000;
    bool readPrints();
    void addPrint(std::string key, WorkerId worker);
    void readOutput();
    void addLine(Line line, std::vector<Line>& fresh, std::size_t row);

    std::shared_ptr<const Trace> m_trace;
    std::size_t m_eventsRead = 0;
    std::size_t m_piecesRead = 0;
    std::vector<Line> m_lines;
    std::map<int, Line> m_unfinished;                            // by stream: what has not met its newline
    std::map<std::string, std::deque<WorkerId>> m_prints;        // not yet taken by a line
    std::map<std::string, std::deque<std::size_t>> m_unclaimed;  // rows whose worker is not known
};

}  // namespace heddle
