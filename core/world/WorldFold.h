// SPDX-License-Identifier: MIT
// How one event changes a world. Private to core/world; everybody else calls after().
#pragma once

#include "core/world/World.h"

#include <string_view>

namespace heddle {

// Made for one event. Facts win: what contradicts the model is taken as told, and counted. Thread: any.
class WorldFold {
public:
    WorldFold(World& world, const Event& event, std::string_view text)
        : m_world(world), m_event(event), m_text(text) {}
    void fold();
    void letGo();  // its worker, from its gate: it is doing what it had called

private:
    void bringIn();
    void tellWorker();
    void beginToDo(WorkerState& worker, Doing doing);
    void takeEffect();
    void tellLine(ObjectState& object);

    void foldStart(ObjectState& handle);  // FoldLife.cpp: threads and processes
    void foldBegin(ObjectState& handle);
    void foldEnd();
    void foldJoin(ObjectState& handle);
    void endWorker(WorkerState& worker, Doing how);
    void endProcess(ProcessId process);

    void foldPut(ObjectState& object);  // FoldQueue.cpp
    void foldGet(ObjectState& object);
    void foldTaskDone(ObjectState& object);
    void foldQueueJoin(ObjectState& object);
    void foldQueueClose(ObjectState& object);

    void copyObjects(ObjectState& child, ProcessId parent);  // FoldCopies.cpp: fork, the child has copies
    void takeCopy(ObjectState& copy, const ObjectInfo& info) const;
    WorkerId heirOf(WorkerId owner, ProcessId process) const;

    void foldFeederTake(ObjectState& object);  // FoldProcessQueue.cpp
    void foldWrite(ObjectState& object);
    void foldRead(ObjectState& object);
    void foldProcessGet(ObjectState& object);
    void foldReader(ObjectState& object);
    void foldPlaces(ObjectState& object);
    void foldFlush(ObjectState& object);
    void loseBuffers(ProcessId process);
    FeedSide& sideOf(ObjectState& object);

    void foldManager(ObjectState& object);  // FoldManager.cpp
    void foldManaged(ObjectState& object);

    void foldAcquire(ObjectState& object);  // FoldLocks.cpp: mutexes, conditions, shared variables
    void foldRelease(ObjectState& object);
    void foldWait(ObjectState& object);
    void foldNotify(ObjectState& object);
    void foldLoad(ObjectState& object);
    void tellContent(SharedState& shared) const;
    void foldStore(ObjectState& object);

    void foldSync(ObjectState& object);  // FoldSync.cpp
    void foldExchange(ObjectState& object);
    void foldPool(ObjectState& object);
    void foldSemaphore(ObjectState& object);
    void foldFlag(ObjectState& object);
    void foldBarrier(ObjectState& object);
    void foldReading(ObjectState& object);
    void foldWriting(ObjectState& object);

    void foldMemory(ObjectState& object);  // FoldMemory.cpp: memory between processes, signals
    void foldSignal(ObjectState& handle);

    void foldSend(ObjectState& object);  // FoldPipe.cpp
    void foldReceive(ObjectState& object);
    void foldClose(ObjectState& object);
    bool letGo(ObjectState& object, ProcessId process);
    void foldDivision(ObjectState& handle);  // fork: the child holds what its parent holds
    void openPair(const ObjectInfo& end);
    void foldTransfer(ObjectState& object);  // FoldSocket.cpp
    void foldListen(ObjectState& object);
    void foldConnect(ObjectState& object);
    void foldAccept(ObjectState& object);
    static void dropWhatHasCome(PipeEndState& from);
    static std::int64_t sum(std::int64_t a, std::int64_t b);  // wraps: a broken file may say anything
    static std::int64_t difference(std::int64_t a, std::int64_t b);
    void foldSendBytes(ObjectState& object);
    void foldReceiveBytes(ObjectState& object);
    void foldDatagram(ObjectState& object);  // FoldDatagram.cpp
    void foldArrival(ObjectState& receiver);
    void foldReceiveDatagram(ObjectState& object);

    WorkerState* worker(WorkerId id);  // made when first touched; nullptr: none, or no id of a sound trace
    ObjectState* object(ObjectId id);
    ProcessId processOf(WorkerId id) const;
    const ObjectState* handleOf(ProcessId process) const;  // nullptr: started by no operation
    bool hasEnded(ProcessId process) const;
    void changes(ObjectState& object) { object.lastChange = m_world.m_eventCount; }
    void contradict() { ++m_world.m_contradictions; }
    void expect(bool claim) { m_world.m_contradictions += claim ? 0 : 1; }

    World& m_world;
    const Event& m_event;
    std::string_view m_text;
};

}  // namespace heddle
