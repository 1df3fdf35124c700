// SPDX-License-Identifier: GPL-3.0-or-later
// What the program wrote and what it was given to read, line by line, with the moment and, where it printed
// through Heddle, its worker.
#pragma once

#include "app/panels/HashedQueues.h"
#include "core/trace/Trace.h"

#include <QAbstractTableModel>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

// Thread: GUI only. The stream has the bytes, a print event has the worker; a line is brought together with
// the first print event of the same text that no other line has taken. A line that has not met its newline is
// shown as far as it has come. Prints are read no further than lines want.
class OutputModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { atColumn, workerColumn, lineColumn, columns };
    static constexpr std::size_t mostLines = 100'000;  // shown; the trace has all of them

    using QAbstractTableModel::QAbstractTableModel;

    void setTrace(std::shared_ptr<const Trace> trace);
    bool catchUp();  // true while there is more to read
    std::size_t unshownLines() const { return m_unshown; }
    // Its print, or what had happened when the line came; none: Heddle sees nothing of the program.
    std::optional<std::size_t> eventAt(int row) const;
    void setHappened(std::size_t events);  // of the trace, the first so many; later lines look so
    bool hasHappened(int row) const;
    std::optional<int> lastHappened() const;  // row; none: no line has come yet

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Print {
        WorkerId worker;
        std::size_t event;
    };
    struct Line {
        Instant at;
        int stream = 1;
        std::string text;
        std::optional<Print> print;  // none: not known to have come through Heddle
    };
    bool readPrints();
    void addPrint(std::uint64_t key, const Print& print);
    void readOutput();
    void readPiece(const OutputLine& piece, std::vector<Line>& fresh);
    void endLine(std::size_t row, Line& line);
    Line& lineAt(std::size_t row, std::vector<Line>& fresh);

    std::shared_ptr<const Trace> m_trace;
    std::size_t m_eventsRead = 0, m_happened = 0;
    std::size_t m_piecesRead = 0;
    std::vector<Line> m_lines;
    std::map<int, std::size_t> m_open;      // by stream: the row that awaits its newline
    std::size_t m_unshown = 0;              // lines beyond mostLines
    HashedQueues<Print> m_prints;           // by the hash of their text; not yet taken by a line
    HashedQueues<std::size_t> m_unclaimed;  // likewise: rows whose worker is not known
};

}  // namespace heddle
