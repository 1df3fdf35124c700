// SPDX-License-Identifier: GPL-3.0-or-later
// A queue between processes as it is inside: what is put lies in a buffer of its process, a feeder there
// takes it in hand and writes it into the one pipe, and whoever gets reads that.
#include "app/models/MessageWords.h"
#include "app/stage/StageWords.h"
#include "app/stage/ThingCard.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace heddle {

namespace {

constexpr std::size_t placesInBuffer = 2, firstInPipe = 3;
constexpr double captionTopPx = 30, captionPx = 16, rowPx = 34, namePx = 76, placePx = 54, gapPx = 12;

// What lies in one part of it: the first to leave, and how many in all.
struct Part {
    std::vector<const QueuedMessage*> first;
    std::size_t all = 0;

    void add(const QueuedMessage& message, std::size_t most) {
        if (first.size() < most)
            first.push_back(&message);
    }
};

struct Parts {
    std::map<ProcessId, Part> buffers, hands;
    Part pipe;
};

// Of each process the last that it has put have not left it yet.
class Sorter {
public:
    Sorter(const StageScope& scope, const QueueState& queue) : m_scope(scope), m_queue(queue) {}

    Parts sorted() {
        std::size_t waiting = 0;
        for (const auto& [process, side] : m_queue.feed.sides) {
            m_parts.buffers[process].all = count(side.buffered);
            m_parts.hands[process].all = count(side.inHand);
            waiting += count(side.buffered) + count(side.inHand);
        }
        m_parts.pipe.all = m_queue.items.size() - std::min(m_queue.items.size(), waiting);
        countPut();
        std::map<ProcessId, std::size_t> seen;
        std::size_t looked = 0;
        for (const QueuedMessage& item : m_queue.items) {
            if (++looked > mostLookedAt)
                break;
            const ProcessId process = processOf(item.sender);
            add(item, process, seen[process]++);
        }
        return std::move(m_parts);
    }

private:
    static constexpr std::size_t mostLookedAt = 2000;  // in a frame; behind them only numbers are told

    static std::size_t count(std::int64_t number) {
        return static_cast<std::size_t>(std::max<std::int64_t>(number, 0));
    }

    // By process; of so many that they are not looked at all, only if there is one process.
    void countPut() {
        if (m_queue.feed.sides.size() == 1) {
            m_put[m_queue.feed.sides.begin()->first] = m_queue.items.size();
        } else if (m_queue.items.size() <= mostLookedAt) {
            for (const QueuedMessage& item : m_queue.items)
                ++m_put[processOf(item.sender)];
        }
    }

    void add(const QueuedMessage& item, ProcessId process, std::size_t place) {
        const auto put = m_put.find(process);
        const auto side = m_queue.feed.sides.find(process);
        if (put == m_put.end() || (side == m_queue.feed.sides.end() && m_put.size() > 1))
            return;
        const std::size_t buffered = m_parts.buffers[process].all, held = m_parts.hands[process].all;
        const std::size_t waiting = std::min(buffered + held, put->second);
        const std::size_t written = put->second - waiting;
        const bool isAway = m_scope.away.count(item.message) != 0 && !item.message.isNone();
        if (place < written)
            addOrLeave(m_parts.pipe, item, firstInPipe, isAway);
        else if (place < written + held)
            addOrLeave(m_parts.hands[process], item, 1, isAway);
        else
            addOrLeave(m_parts.buffers[process], item, placesInBuffer, isAway);
    }

    static void addOrLeave(Part& part, const QueuedMessage& item, std::size_t most, bool isAway) {
        if (isAway)
            part.all -= part.all > 0 ? 1 : 0;
        else
            part.add(item, most);
    }

    ProcessId processOf(WorkerId worker) {
        const auto [known, isNew] = m_processes.try_emplace(worker);
        if (isNew)
            if (const WorkerState* state = m_scope.world->worker(worker))
                known->second = state->process;
        return known->second;
    }

    const StageScope& m_scope;
    const QueueState& m_queue;
    Parts m_parts;
    std::map<ProcessId, std::size_t> m_put;  // of what is there still
    std::unordered_map<WorkerId, ProcessId> m_processes;
};

// Its columns, beside each other.
struct Columns {
    QRectF name, buffer, hand, pipe;

    explicit Columns(const QRectF& row) {
        name = {row.left(), row.top(), namePx, row.height()};
        buffer = {name.right(), row.top(), static_cast<double>(placesInBuffer) * placePx, row.height()};
        hand = {buffer.right() + gapPx, row.top(), placePx, row.height()};
        pipe = QRectF(row).adjusted(hand.right() + gapPx - row.left(), 0, 0, 0);
    }
};

void laySide(ThingCard& card, const StageScope& scope, const QRectF& row, ProcessId process,
             const Parts& parts, const FeedSide& side) {
    const Columns in(row);
    const StageProcess* told = scope.cast.process(process);
    card.words(in.name.adjusted(0, 0, -6, 0), told ? told->name : QString());
    const auto partOf = [process](const std::map<ProcessId, Part>& all) {
        const auto found = all.find(process);
        return found == all.end() ? Part{} : found->second;
    };
    const Part buffer = partOf(parts.buffers), hand = partOf(parts.hands);
    card.places(in.buffer, buffer.first, buffer.all, placesInBuffer);
    card.places(in.hand, hand.first, hand.all, 1);
    if (side.hasEnded)
        card.words(in.hand, StageWords::tr("ended"), Type::small, Tone::mutedText, Qt::AlignCenter);
}

QString pipeWords(const FeedState& feed, std::size_t messages) {
    QString words = bytesWords(feed.bytesInPipe);
    if (messages > firstInPipe)
        words += StageWords::tr(" · %1 in it").arg(messages);
    return feed.isPipeFull ? StageWords::tr("%1 · full").arg(words) : words;
}

}  // namespace

QSizeF openQueueSize(std::size_t processes) {
    constexpr double pipePx = 190, marginsPx = 28, footPx = 10;
    const auto rows = static_cast<double>(std::clamp<std::size_t>(processes, 1, mostFeeding));
    return {marginsPx + namePx + static_cast<double>(placesInBuffer + 1) * placePx + 2 * gapPx + pipePx,
            captionTopPx + captionPx + rows * rowPx + footPx};
}

void layOpenQueue(ThingCard& card, const StageScope& scope, const StageBox& box, const QueueState& queue) {
    const Parts parts = scope.world ? Sorter(scope, queue).sorted() : Parts{};
    const std::vector<ProcessId> processes = scope.cast.processesThatGive(box.place());
    const Columns captions(card.row(captionTopPx, captionPx));
    card.words(captions.buffer, StageWords::tr("buffer"));
    card.words(captions.hand, StageWords::tr("feeder"), Type::small, Tone::mutedText, Qt::AlignCenter);
    card.words(captions.pipe, StageWords::tr("pipe"));
    const std::size_t shown = std::min(processes.size(), mostFeeding);
    for (std::size_t i = 0; i < shown; ++i) {
        constexpr double betweenPx = 4;
        const double topPx = captionTopPx + captionPx + static_cast<double>(i) * rowPx;
        const QRectF row = card.row(topPx, rowPx - betweenPx);
        if (i + 1 == mostFeeding && processes.size() > mostFeeding) {
            card.words(row, StageWords::tr("… and %1 processes more").arg(processes.size() - i));
            break;
        }
        const auto side = queue.feed.sides.find(processes[i]);
        laySide(card, scope, row, processes[i], parts,
                side == queue.feed.sides.end() ? FeedSide{} : side->second);
    }
    MessageLine line;
    for (const QueuedMessage* message : parts.pipe.first) {
        QueuedMessage written = *message;
        written.text = textOf(*message).toStdString();  // a tube would tell how many bytes it has
        line.join(std::move(written));
    }
    const double rowsPx = static_cast<double>(std::max<std::size_t>(shown, 1)) * rowPx;
    QRectF pipe = Columns(card.row(captionTopPx + captionPx, rowsPx)).pipe;
    pipe = QRectF(pipe.left(), pipe.center().y() - rowPx / 2, pipe.width(), rowPx - 4);
    card.tube(pipe, {line, queue.feed.bytesInPipe, true, pipeWords(queue.feed, parts.pipe.all)});
}

}  // namespace heddle
