// SPDX-License-Identifier: GPL-3.0-or-later
// The facts that the timeline shows, gathered once from the trace while it grows.
#pragma once

#include "app/models/LaneFacts.h"
#include "app/models/MessageFacts.h"
#include "core/trace/Trace.h"

#include <QObject>
#include <QString>

#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace heddle {

// Thread: GUI only. Borrows the trace: texts stay there and are asked for when they are shown.
class TraceModel : public QObject {
    Q_OBJECT
public:
    explicit TraceModel(QObject* parent = nullptr);

    // Reads what was published since the last call, as much as a frame has time for, at most so many events;
    // true while there is more.
    bool catchUp(std::size_t atMost = std::numeric_limits<std::size_t>::max());

    const std::shared_ptr<const Trace>& trace() const { return m_trace; }  // null: nothing to show
    std::size_t size() const { return m_read; }                            // events read
    std::int64_t steps() const { return m_steps; }                         // of those
    std::int64_t lengthNs() const { return m_lengthNs; }
    bool isHeld() const { return m_isHeld; }              // somewhere, or all along
    bool hasRunFreely() const { return m_hasRunFreely; }  // somewhere, or all along
    bool isHeldNow() const { return m_isHeldNow; }        // where it has been read to
    bool isReadTo(double steps, double ns) const;         // that what lies ahead of it has been read
    std::int64_t wholeSteps() const;                      // of all of the run, as far as that is known
    std::int64_t wholeLengthNs() const;

    const std::deque<Lane>& lanes() const { return m_lanes; }    // a lane's number never changes
    bool isOver() const { return m_ending != Ending::running; }  // the run is
    std::size_t nestedTracks() const { return m_nestedTracks; }  // of all lanes, that hold something
    std::vector<std::size_t> order() const;                      // workers by process, then objects
    QString laneName(std::size_t lane) const;           // with as much of its path as tells it from others
    QStringList processNames(ProcessId process) const;  // the longest first: "child-1 pid 48217", "pid 48217"
    const MessageFacts& messages() const { return m_messages; }
    const MessageFacts& requests() const { return m_requests; }  // to managers, and their replies

    std::optional<std::size_t> laneOf(WorkerId worker) const;
    std::optional<std::size_t> laneOf(ObjectId object) const;
    QString content(std::size_t event) const;     // what its message or value reads as
    QString objectName(std::size_t event) const;  // of what it was done to; "" when to nothing
    QString
    deathWords(std::size_t event) const;      // "killed by SIGKILL"; "ended by Heddle", which ended the run
    QString toldOf(std::size_t event) const;  // its content; of a death its words
    bool isEndedByHeddle(std::size_t event) const;  // the end of a worker, as Heddle ended the run
    QString sentence(std::size_t event) const;      // "worker-3 gets 8 from jobs"

public slots:
    void setTrace(std::shared_ptr<const heddle::Trace> trace);

signals:
    void traceChanged();
    void grown();  // once for each catchUp() that read something
    void ended();  // how the run did is known, and so what some events are told as

private:
    void readPiece(std::size_t until);
    void read(std::size_t index, const Event& event);
    std::size_t workerLane(WorkerId worker);
    std::size_t objectLane(ObjectId object);
    void readMessage(std::size_t index, const Event& event, std::size_t lane);
    void readSend(std::size_t index, const Event& event, std::uint32_t lane);
    void readReceive(std::size_t index, const Event& event, std::uint32_t lane);
    void readPart(const Event& event);
    void readWay(const Event& event, Lane& lane);
    void readGoing(const Event& event, HeldFacts& held, std::int64_t othersEnd);
    void readRequest(std::size_t index, const Event& event);
    void readAsking(const Event& event);
    void readOwnBar(std::size_t index, const Event& event, Lane& lane);
    void readNested(std::size_t index, const Event& event);
    void readLock(const Event& event);
    void showObject(const Event& event);
    std::string nameOfBothEnds(const ObjectInfo& end) const;
    ObjectKind kindOf(ObjectId object);
    void beginHold(const Event& event, std::int64_t ahead);
    void endHold(Lane& lane, std::int64_t ns);
    void addDepth(std::size_t lane, std::int64_t amount, std::int64_t ns, std::int64_t ahead = 0);  // steps
    void addWorkers();
    void lookAhead();
    bool readEnding();  // true when the run has ended since
    void nameLanes() const;
    std::optional<std::size_t> calledAs(std::size_t event) const;
    QString tickedItem(std::size_t event) const;

    std::shared_ptr<const Trace> m_trace;
    std::size_t m_read = 0;
    std::int64_t m_steps = 0, m_lengthNs = 0;
    bool m_isHeld = false, m_hasRunFreely = false, m_isHeldNow = false;
    OthersEnd m_others;
    Ending m_ending = Ending::running;
    std::optional<std::uint64_t> m_endedBehind;  // events; then Heddle ended the run
    std::uint64_t m_factsSet = 0;                // as often as they were set when they were read
    std::deque<Lane> m_lanes;                    // a vector would copy all bars when a lane is added
    mutable std::vector<QString> m_laneNames;    // of as many as there were when they were asked for
    mutable std::unordered_map<ProcessId, QStringList> m_processNames;
    std::unordered_map<WorkerId, std::size_t> m_workerLanes;
    std::unordered_map<ObjectId, std::size_t> m_objectLanes;
    std::vector<ObjectKind> m_kinds;                       // by object; none: not heard of yet
    std::unordered_map<WorkerId, std::size_t> m_waitsAt;   // the lane of a lock
    std::unordered_map<WorkerId, std::size_t> m_asks;      // the lane of a manager that has not replied yet
    std::unordered_map<WorkerId, std::uint32_t> m_serves;  // whose request a manager's thread took last: lane
    std::size_t m_namesSeen = 0, m_nestedTracks = 0;
    MessageFacts m_messages, m_requests{2};
};

}  // namespace heddle
