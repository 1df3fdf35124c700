// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/OutputModel.h"

#include "app/models/FrameBudget.h"
#include "app/panels/Wording.h"

#include <QGuiApplication>
#include <QPalette>

#include <algorithm>
#include <functional>
#include <utility>

namespace heddle {

namespace {

constexpr Span readingInFrame = Span::millis(3);

// A print event keeps no more than this of its text.
std::uint64_t keyOf(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.remove_suffix(1);
    return std::hash<std::string_view>()(text.substr(0, Event::textLimit));
}

}  // namespace

void OutputModel::setTrace(std::shared_ptr<const Trace> trace) {
    beginResetModel();
    m_trace = std::move(trace);
    m_eventsRead = m_piecesRead = 0;
    m_lines.clear();
    m_open.clear();
    m_unshown = 0;
    m_prints.clear();
    m_unclaimed.clear();
    endResetModel();
}

bool OutputModel::catchUp() {
    if (!m_trace)
        return false;
    readOutput();
    return readPrints();
}

// No further than until every line has its print: a program that writes nothing costs nothing.
bool OutputModel::readPrints() {
    const std::size_t size = m_trace->size();
    const FrameBudget budget(readingInFrame);
    while (m_eventsRead < size && !m_unclaimed.isEmpty() && !budget.isSpent()) {
        const auto chunk = m_trace->chunk(m_eventsRead / Chunk::capacity);
        const std::size_t first = m_eventsRead % Chunk::capacity;
        const std::size_t last = std::min(chunk->size(), first + size - m_eventsRead);
        if (first >= last)
            return false;  // damaged: a chunk that lacks what the trace counts
        for (std::size_t i = first; i < last; ++i)
            if (const Event& event = chunk->event(i); event.op == Op::print && event.phase == Phase::done)
                addPrint(keyOf(chunk->textView(i)), {event.worker, m_eventsRead + i - first});
        m_eventsRead += last - first;
    }
    return !m_unclaimed.isEmpty() && m_eventsRead < size;
}

void OutputModel::addPrint(std::uint64_t key, const Print& print) {
    const auto row = m_unclaimed.pop(key);
    if (!row)
        return m_prints.push(key, print);
    m_lines[*row].print = print;
    const QModelIndex changed = index(static_cast<int>(*row), workerColumn);
    emit dataChanged(changed, changed);
}

void OutputModel::readOutput() {
    const std::vector<OutputLine> pieces = m_trace->output(m_piecesRead);
    m_piecesRead += pieces.size();
    std::vector<Line> fresh;
    const std::map<int, std::size_t> grown = pieces.empty() ? std::map<int, std::size_t>() : m_open;
    for (const OutputLine& piece : pieces)
        readPiece(piece, fresh);
    for (const auto& [stream, row] : grown)
        if (row < m_lines.size())
            emit dataChanged(index(static_cast<int>(row), workerColumn),
                             index(static_cast<int>(row), lineColumn));
    if (fresh.empty())
        return;
    const int first = static_cast<int>(m_lines.size());
    beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    m_lines.insert(m_lines.end(), std::make_move_iterator(fresh.begin()),
                   std::make_move_iterator(fresh.end()));
    endInsertRows();
}

void OutputModel::readPiece(const OutputLine& piece, std::vector<Line>& fresh) {
    std::string_view rest = piece.text;
    while (!rest.empty()) {
        const auto [open, isNew] = m_open.try_emplace(piece.stream, m_lines.size() + fresh.size());
        const std::size_t row = open->second, newline = rest.find('\n');
        const bool isShown = row < mostLines;
        if (isNew && isShown)
            fresh.push_back({piece.at, piece.stream, {}, {}});
        else if (isNew)
            ++m_unshown;
        if (isShown)
            lineAt(row, fresh).text += rest.substr(0, newline);
        if (newline == std::string_view::npos)
            return;
        if (isShown)
            endLine(row, lineAt(row, fresh));
        m_open.erase(open);
        rest.remove_prefix(newline + 1);
    }
}

OutputModel::Line& OutputModel::lineAt(std::size_t row, std::vector<Line>& fresh) {
    return row < m_lines.size() ? m_lines[row] : fresh[row - m_lines.size()];
}

void OutputModel::endLine(std::size_t row, Line& line) {
    if (line.stream == 0)
        return;  // nobody printed it
    const std::uint64_t key = keyOf(line.text);
    line.print = m_prints.pop(key);
    if (!line.print)
        m_unclaimed.push(key, row);
}

std::optional<std::size_t> OutputModel::eventAt(int row) const {
    const Line& line = m_lines[static_cast<std::size_t>(row)];
    if (line.print)
        return line.print->event;
    const std::size_t later = m_trace->firstAtOrAfter({line.at.ns + 1});
    if (m_trace->size() == 0)
        return {};
    return later == 0 ? 0 : later - 1;
}

void OutputModel::setHappened(std::size_t events) {
    if (std::exchange(m_happened, events) != events && !m_lines.empty())
        emit dataChanged(index(0, atColumn), index(rowCount() - 1, lineColumn), {Qt::ForegroundRole});
}

bool OutputModel::hasHappened(int row) const {
    const auto event = eventAt(row);
    return !event || *event < m_happened;
}

std::optional<int> OutputModel::lastHappened() const {
    int from = 0, to = rowCount();  // lines come in their order, but for a hair
    while (from < to) {
        const int middle = from + (to - from) / 2;
        if (hasHappened(middle))
            from = middle + 1;
        else
            to = middle;
    }
    while (from < rowCount() && hasHappened(from))
        ++from;
    return from > 0 ? std::optional(from - 1) : std::nullopt;
}

int OutputModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int OutputModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

QVariant OutputModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const Line& line = m_lines[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole)
        return QString::fromStdString(line.text).toHtmlEscaped();
    if (role == Qt::ForegroundRole && !hasHappened(index.row()))
        return QGuiApplication::palette().color(QPalette::PlaceholderText);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case atColumn:
        return spanWords({line.print ? m_trace->event(line.print->event).end : line.at.ns});
    case workerColumn:
        if (const WorkerInfo* worker = line.print ? m_trace->names().worker(line.print->worker) : nullptr)
            return QString::fromStdString(worker->name());
        return line.stream == 0 ? tr("stdin") : line.stream == 2 ? tr("stderr") : QString();
    case lineColumn:
        return QString::fromStdString(line.text);
    }
    return {};
}

QVariant OutputModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case atColumn:
        return tr("at");
    case workerColumn:
        return tr("worker");
    case lineColumn:
        return tr("line");
    }
    return {};
}

}  // namespace heddle
